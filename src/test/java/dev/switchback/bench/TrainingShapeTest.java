package dev.switchback.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainingShapeTest {
  /**
   * Of a layer 4 x 256 x 256 weights of attention and 3 x 256 x 688 behind it, six such layers, a
   * head of 128 x 256, all by six; and 12 x 256 for each of 128.5 positions in each layer.
   */
  @Test
  void countsTheOperationsOfAToken() {
    double weights = 6.0 * (6 * (4 * 256 * 256 + 3 * 256 * 688) + 128 * 256);
    double attention = 6 * 12 * 256 * 128.5;
    assertThat(TrainingShape.of(TrainingShape.STANDARD).operationsPerToken())
        .isCloseTo(weights + attention, Offset.offset(1.0))
        .isCloseTo(31.0e6, Offset.offset(0.1e6));
  }

  @Test
  void namesTheShapesThereAre() {
    assertThatThrownBy(() -> TrainingShape.of("huge"))
        .hasMessage(
            "Cannot measure the shape: huge, expected one of 17m-4096, 17m-512, quickstart, small,"
                + " standard");
  }
}
