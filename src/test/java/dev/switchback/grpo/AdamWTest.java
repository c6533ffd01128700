package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.train.TrainingState;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamWTest {
  private static final double RATE = 1e-3;

  /** Numbers of PyTorch's AdamW after clip_grad_norm_. A gradient of zeros still moves weights. */
  @Test
  void movesAsPyTorchDoes() {
    GrpoSettings settings =
        RecordBinder.ofText(GrpoSettings.class, "weight-decay = 0.01, gradient-clip = 1");
    TrainingState state = TrainingState.beginningWith(values(0.5f, -0.25f, 0));
    Weights gradient = values(0.3f, -1.2f, 0.4f);
    double norm = AdamW.norm(gradient);
    assertThat(norm).isCloseTo(1.3, Offset.offset(1e-6));
    AdamW optimizer = new AdamW(settings);
    TrainingState first = optimizer.update(state, gradient, norm, RATE, 1);
    assertMoved(first, 0.498995, -0.2489975, -0.001);
    TrainingState second = optimizer.update(first, gradient, norm, RATE, 2);
    assertMoved(second, 0.49799001, -0.24799501, -0.00199999);
    assertMoved(
        optimizer.update(second, values(0, 0, 0), 0, RATE, 3),
        0.497212027,
        -0.247219527,
        -0.002772973);
    assertThat(state.weights()).as("its own values").isEqualTo(values(0.5f, -0.25f, 0));
  }

  @Test
  void tellsHowFarWeightsAreApart() {
    assertThat(AdamW.distance(values(1, 2, 3), values(1, 5, 7))).isEqualTo(5);
  }

  private static void assertMoved(TrainingState state, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) state.weights().values(0)[i]).isCloseTo(expected[i], Offset.offset(3e-8));
    }
  }

  private static Weights values(float... first) {
    Weights weights = Weights.zeros(TestModels.tiny(false));
    System.arraycopy(first, 0, weights.values(0), 0, first.length);
    return weights;
  }
}
