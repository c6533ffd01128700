package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.experiment.WorkerSettings;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OuterStepTest {
  private static final Offset<Float> ROUNDING = Offset.offset(1e-6f);

  @Test
  void byDefaultItIsTheMeanItself() {
    TrainingState before = state(1, 0);
    TrainingState mean = state(0.5f, 10);
    assertThat(new OuterStep(settings(1, 0)).apply(before, mean)).isSameAs(mean);
  }

  /**
   * The numbers are those of torch.optim.SGD(lr=0.7, momentum=0.9, nesterov=True), PyTorch 2.7.1.
   */
  @Test
  void withMomentumItIsPyTorchsSgd() {
    OuterStep step = new OuterStep(settings(0.7, 0.9));
    TrainingState first = step.apply(state(1, 0), state(0.5f, 10));
    assertThat(first.weights().values(0)[3]).isCloseTo(0.335f, ROUNDING);
    assertThat(first.velocity().orElseThrow().values(0)[3]).isCloseTo(0.5f, ROUNDING);
    assertThat(first.step()).isEqualTo(10);

    TrainingState second = step.apply(first, state(0.335f - 0.2f, 20));
    assertThat(second.weights().values(0)[3]).isCloseTo(-0.2145f, ROUNDING);
    assertThat(second.velocity().orElseThrow().values(0)[3]).isCloseTo(0.65f, ROUNDING);
    assertThat(first.velocity().orElseThrow().values(0)[3])
        .as("the state before is not changed")
        .isCloseTo(0.5f, ROUNDING);
  }

  @Test
  void aSmallerRateGoesPartOfTheWay() {
    TrainingState after = new OuterStep(settings(0.5, 0)).apply(state(1, 0), state(0, 10));
    assertThat(after.weights().values(0)[0]).isEqualTo(0.5f);
    assertThat(after.velocity()).isEmpty();
  }

  private static WorkerSettings settings(double rate, double momentum) {
    return new WorkerSettings(2, rate, momentum, 10, 60);
  }

  private static TrainingState state(float value, long step) {
    Weights weights = Weights.zeros(TestModels.tiny(false));
    for (int i = 0; i < weights.count(); i++) {
      Arrays.fill(weights.values(i), value);
    }
    TrainingState begun = TrainingState.beginningWith(weights);
    return new TrainingState(
        weights, begun.firstMoments(), begun.secondMoments(), null, step, 100 * step);
  }
}
