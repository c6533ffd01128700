package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class MuonStepTest {
  @Test
  void momentumIsOrthogonalizedInBfloat16OnGpusAlone() {
    assertThat(MuonStep.on(Device.gpu(1), 0.9)).isEqualTo(new MuonStep(0.9, Precision.BFLOAT16));
    assertThat(MuonStep.on(Device.cpu(), 0.9)).isEqualTo(new MuonStep(0.9, Precision.FLOAT32));
  }
}
