package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.grpo.CreditAssignment.Group;
import dev.switchback.model.PolicySums;
import dev.switchback.model.TestModels;
import dev.switchback.model.Weights;
import dev.switchback.train.DivergedException;
import dev.switchback.train.TrainingState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyUpdateTest {
  private static final GrpoSettings SETTINGS =
      RecordBinder.ofText(GrpoSettings.class, "prompts = 2, samples = 2, updates = 2");
  private static final Weights GRADIENT = TestModels.formula(TestModels.tiny(false));
  private static final List<Group> GROUPS =
      Group.of(
          List.of(
              CreditAssignmentTest.facts(0, 0, 5, false, true),
              CreditAssignmentTest.facts(0, 1, 6, false, false),
              CreditAssignmentTest.facts(1, 0, 7, false, false),
              CreditAssignmentTest.facts(1, 1, 8, false, false)));

  /** AdamW corrects its moments by how many updates there were, over all steps. */
  @Test
  void updatesAreCountedOverAllSteps() {
    AdamW optimizer = new AdamW(SETTINGS);
    double norm = AdamW.norm(GRADIENT);
    TrainingState expected = start();
    TrainingState state = start();
    for (int step = 0; step < 2; step++) {
      PolicyUpdate update = new PolicyUpdate(SETTINGS, 50, state, GROUPS, GROUPS);
      for (int part = 0; part < 2; part++) {
        update.apply(part, PolicySums.NONE, GRADIENT, 0);
        expected =
            optimizer.update(
                expected, GRADIENT, norm, SETTINGS.learningRate(), 2L * step + part + 1);
      }
      state = update.state();
    }
    assertThat(state.weights()).isEqualTo(expected.weights());
    assertThat(state.step()).isEqualTo(2);
    assertThat(state.tokens()).isEqualTo(2 * 26);
  }

  /** Problems are dealt to the updates; the second has none that says anything without the KL. */
  @Test
  void anUpdateHasItsOwnProblems() {
    PolicyUpdate update = new PolicyUpdate(SETTINGS, 50, start(), GROUPS, GROUPS);
    assertThat(update.credit(0).has(0)).isTrue();
    assertThat(update.credit(0).has(1)).isFalse();
    assertThat(update.credit(1).has(1)).isTrue();
    assertThat(update.hasSignal(1)).as("the distance to the base").isTrue();
    GrpoSettings alone =
        RecordBinder.ofText(
            GrpoSettings.class, "prompts = 2, samples = 2, updates = 2, loss.kl-coefficient = 0");
    PolicyUpdate without = new PolicyUpdate(alone, 50, start(), GROUPS, GROUPS);
    assertThat(without.hasSignal(0)).isTrue();
    assertThat(without.hasSignal(1)).isFalse();
  }

  @Test
  void whatIsNoNumberEndsTheTraining() {
    Weights broken = GRADIENT.copy();
    broken.values(0)[3] = Float.NaN;
    PolicyUpdate update = new PolicyUpdate(SETTINGS, 50, start(), GROUPS, GROUPS);
    assertThatThrownBy(() -> update.apply(0, PolicySums.NONE, broken, 0))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("at step 1")
        .hasMessageContaining("grpo.learning-rate");
    assertThat(update.state().weights()).isEqualTo(start().weights());
  }

  private static TrainingState start() {
    return TrainingState.beginningWith(Weights.initial(TestModels.tiny(false), 3));
  }
}
