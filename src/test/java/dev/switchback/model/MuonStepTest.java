package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class MuonStepTest {
  @Test
  void momentumIsOrthogonalizedInBfloat16OnGpusAlone() {
    assertThat(on(Device.gpu(1), Precision.BFLOAT16)).isEqualTo(Precision.BFLOAT16);
    assertThat(on(Device.gpu(1), Precision.FLOAT32)).isEqualTo(Precision.FLOAT32);
    assertThat(on(Device.cpu(), Precision.BFLOAT16)).isEqualTo(Precision.FLOAT32);
    assertThat(on(Device.cpu(), Precision.FLOAT32)).isEqualTo(Precision.FLOAT32);
  }

  private static Precision on(Device device, Precision training) {
    return MuonStep.on(device, training, 0.9).precision();
  }
}
