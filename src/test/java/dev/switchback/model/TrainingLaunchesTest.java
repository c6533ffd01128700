package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many kernels a GPU starts for a step of training of eight layers. */
@NativeEngine
class TrainingLaunchesTest {

  @Test
  void aStepIsFewKernels() throws IOException {
    Architecture architecture = new Architecture(46, 16, 8, 4, 1, 24, 128, 1e6, 1e-6, 0.02, false);
    Weights weights = TestModels.formula(architecture);
    AdamWStep rates = new AdamWStep(1, 1e-3, 0.9, 0.95, 0.1, 1e-8, 0, 0);
    try (CausalLmProgram program = TestModels.fusedProgram(architecture, Precision.BFLOAT16);
        NDManager manager = program.newManager()) {
      TrainedArrays arrays =
          TrainedArrays.load(
              program,
              manager,
              weights,
              Weights.zeros(architecture),
              Weights.zeros(architecture),
              0);
      long[] ids = LongStream.range(0, 4 * 65).map(i -> 1 + 7 * i % 45).toArray();
      NDArray tokens = manager.create(ids, new Shape(4, 65));

      int kernels = KernelCount.of("step", () -> program.step(arrays, tokens, rates));

      assertThat(kernels).isBetween(500, 1050);
    }
  }
}
