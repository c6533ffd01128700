package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
  /** Its embedding is longer than a block. */
  private static final Architecture WIDE =
      new Architecture(9000, 32, 1, 2, 1, 24, 64, 1e4, 1e-6, 0.02, true);

  @Test
  void areTheSameBitsAfterTheyWereSent() throws Exception {
    Weights weights = Weights.initial(WIDE, 5);
    weights.values(0)[70_000] = Float.intBitsToFloat(0x7fc12345);
    weights.values(1)[0] = -0f;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(List.of(weights, weights));
    }
    assertThat(bytes.size()).as("sent once").isLessThan(5 * (int) WIDE.parameterCount());
    assertThat(received(bytes.toByteArray())).isEqualTo(List.of(weights, weights));
  }

  @Test
  void arraysThatAreEmptyAreSentAsSuch() throws Exception {
    Weights moments = Optimizer.MUON.secondMoments(WIDE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(moments);
    }
    assertThat(received(bytes.toByteArray())).isEqualTo(moments);
    assertThat(moments).isNotEqualTo(Weights.zeros(WIDE));
  }

  @Test
  void aCopyHasValuesOfItsOwn() {
    Weights weights = Weights.initial(WIDE, 5);
    Weights copy = weights.copy();
    assertThat(copy).isEqualTo(weights);
    copy.values(0)[0] += 1;
    assertThat(copy).isNotEqualTo(weights);
  }

  private static Object received(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
