package dev.switchback.grpo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final StepReport HEALTHY = step(0.3, 0.3, 0.2, 0.1, 0.05, 0.5, 0.001);

  @Test
  void aHealthyTrainingRaisesNone() {
    assertThat(Alarms.raised(Collections.nCopies(10, HEALTHY))).isEmpty();
  }

  @Test
  void nothingToLearnFromIsToldOnceAfterSomeSteps() {
    StepReport silent = step(0.0, 0.0, 0, 1, 0.5, 0.5, 0.001);
    List<StepReport> steps = new ArrayList<>(List.of(HEALTHY));
    for (int i = 1; i < Alarms.SILENT_STEPS; i++) {
      steps.add(silent);
      assertThat(Alarms.raised(steps)).isEmpty();
    }
    steps.add(silent);
    assertThat(Alarms.raised(steps)).singleElement().asString().contains("grpo.max-tokens");
    steps.add(silent);
    assertThat(Alarms.raised(steps)).as("not again").isEmpty();
  }

  @Test
  void lengthEntropyDivergenceAndTheLooserRuleAreWatched() {
    assertThat(after(step(0.3, 0.3, 0, 0, 0.97, 0.5, 0.001))).contains("limit of tokens");
    assertThat(after(step(0.3, 0.3, 0, 0, 0, 0.04, 0.001))).contains("entropy");
    assertThat(after(step(0.3, 0.3, 0, 0, 0, 0.5, 0.03))).contains("more than doubled");
    assertThat(after(step(0.3, 0.45, 0, 0, 0, 0.5, 0.001))).contains("looser rule");
  }

  @Test
  void stepsWithoutAnUpdateHaveNoPolicy() {
    StepReport none =
        new StepReport(2, 9, HEALTHY.rewards(), HEALTHY.lengths(), null, null, null, 0, 0, null, 0);
    assertThat(Alarms.of(List.of(HEALTHY, none))).isEmpty();
    assertThat(Alarms.of(List.of(none, HEALTHY))).isEmpty();
  }

  private static String after(StepReport last) {
    return String.join(" ", Alarms.raised(List.of(HEALTHY, last)));
  }

  private static StepReport step(
      double strict,
      double paper,
      double allRight,
      double allWrong,
      double cut,
      double entropy,
      double kl) {
    return new StepReport(
        1,
        100,
        new StepReport.Rewards(strict, paper, allRight, allWrong, 8, 0),
        new StepReport.Lengths(50, null, null, cut),
        new StepReport.Policy(100, 0, kl, kl, entropy, 0, 0, null, null, null),
        new StepReport.Gradient(0.1, 1e-5, 1e-5),
        new StepReport.Seconds(1, 0.1, 1, 0, 0),
        0,
        0,
        null,
        0);
  }
}
