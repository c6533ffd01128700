package dev.switchback.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.data.JointSuccesses;
import dev.switchback.report.data.JointSuccesses.Count;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.data.SyntheticReinforcement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReinforcementFindingsTest {
  private static final ReportPlayers BOTH =
      ReportPlayers.of(List.of("direct", "rewarded"), List.of());
  private static final JointSuccesses SUCCESSES =
      new JointSuccesses(
          List.of(
              new Count(new Tries(9, 64, true), new Tries(8, 8, true), 700),
              new Count(new Tries(1, 64, false), new Tries(0, 8, false), 200),
              new Count(new Tries(2, 64, false), new Tries(3, 8, true), 60),
              new Count(new Tries(0, 64, false), new Tries(1, 8, true), 4),
              new Count(new Tries(0, 64, false), new Tries(0, 8, false), 36)));

  private final List<Measurement> rows = new ArrayList<>();

  @Test
  void oneTryGainsWhatManyTriesLose() {
    passAtK("direct", 1, 0.152);
    passAtK("rewarded", 1, 0.408);
    passAtK("direct", 64, 0.7);
    passAtK("rewarded", 64, 0.49);
    measuredForDirect(1, -0.256, -0.29, -0.22);
    measuredForDirect(8, -0.01, -0.05, 0.03);
    measuredForDirect(16, 0.05, -0.01, 0.11);
    measuredForDirect(64, 0.21, 0.17, 0.25);
    rows.add(row("direct", Metric.CROSSOVER_OF_PASS_AT_K, "rewarded", 0, 8.97, 3.2, 21));
    assertThat(findings(OptionalDouble.empty()).answer())
        .containsExactly(
            "With one try, rewarded solves more problems than direct (40.8% against 15.2%, a"
                + " difference of +25.6\u00a0points [+22.0,\u00a0+29.0]); with 64 tries, rewarded"
                + " solves fewer problems than direct (49.0% against 70.0%, a difference of"
                + " −21.0\u00a0points [−25.0,\u00a0−17.0]).",
            "The curves of pass@k cross between k = 8 and 16, beyond which that of direct is the"
                + " higher one; the last crossing is at k = 9.0 (3.2 to 21.0); the interval of the"
                + " difference leaves out zero at k = 1 and 64.");
  }

  @Test
  void anIntervalThatEndsWhereNoMoreWasMeasuredIsOpen() {
    measuredForDirect(1, -0.256, -0.29, -0.22);
    measuredForDirect(64, 0.21, -0.02, 0.25);
    rows.add(row("direct", Metric.CROSSOVER_OF_PASS_AT_K, "rewarded", 0, 8.97, 3.2, 64));
    assertThat(crossing()).contains("at k = 9.0 (3.2 to 64.0 or more);");
    rows.set(2, row("direct", Metric.CROSSOVER_OF_PASS_AT_K, "rewarded", 0, 8.97, 1, 21));
    assertThat(crossing()).contains("at k = 9.0 (1.0 or less to 21.0);");
  }

  private String crossing() {
    return findings(OptionalDouble.empty()).answer().get(1);
  }

  @Test
  void whatCannotBeToldApartIsSaid() {
    measuredForDirect(1, -0.01, -0.04, 0.02);
    measuredForDirect(4, -0.02, -0.04, 0.02);
    assertThat(findings(OptionalDouble.empty()).answer())
        .containsExactly(
            "With one try, rewarded and direct cannot be told apart (+1.0\u00a0points"
                + " [−2.0,\u00a0+4.0]); with 4 tries, rewarded and direct cannot be told apart"
                + " (+2.0\u00a0points [−2.0,\u00a0+4.0]).",
            "The curves of pass@k do not cross: that of rewarded is the higher one; the interval of"
                + " the difference leaves out zero at no k.");
  }

  @Test
  void modelsOfASingleTryHaveNoCurve() {
    measuredForDirect(1, -0.1, -0.2, -0.05);
    assertThat(findings(OptionalDouble.empty()).answer())
        .containsExactly(
            "With one try, rewarded solves more problems than direct (+10.0\u00a0points"
                + " [+5.0,\u00a0+20.0]).");
  }

  @Test
  void modelsWithoutACommonProblemAreNotCompared() {
    assertThat(findings(OptionalDouble.empty()).answer())
        .containsExactly(
            "direct and rewarded were asked different problems: what rewards changed is not"
                + " measured.");
  }

  @Test
  void newIsSaidWithTheTriesThatItIsHeldAgainst() {
    assertThat(findings(OptionalDouble.empty()).problems())
        .containsExactly(
            "Of 1,000 problems, the first tries of both solve 700, only that of rewarded 64, only"
                + " that of direct 0, neither 236.",
            "Of the 764 problems that the first try of rewarded solves, 760 were solved by direct"
                + " in 64 tries and 4 in none of them.",
            "Within all tries, 64 of direct and 8 of rewarded, both solve 760, only rewarded 4,"
                + " only direct 200, neither 36. A problem is new only in that direct did not solve"
                + " it in 64 tries.");
  }

  @Test
  void theCostOfTheRewardsStandsBesideThatOfTheBase() {
    assertThat(findings(OptionalDouble.of(1.8e15)).cost())
        .isEqualTo(
            "rewarded has had more compute than direct: the training of direct took 1.8"
                + " quadrillion floating-point operations, the rewards another 180.0 trillion"
                + " (10.0% of that) with 1,600,000 generated tokens. The curves count only what an"
                + " answer costs.");
    assertThat(findings(OptionalDouble.empty()).cost())
        .contains("the rewards took 180.0 trillion", "those of the training of direct were not");
  }

  @Test
  void theCourseIsThatOfTheFirstAndTheLastTenth() {
    assertThat(findings(OptionalDouble.empty()).course())
        .isEqualTo(
            "In the first tenth of the steps 31.5% of the completions were right by the strict"
                + " rule, in the last 49.5%; they had 215 and 215 tokens.");
  }

  private ReinforcementFindings findings(OptionalDouble baseFlops) {
    ReinforcedModel model =
        new ReinforcedModel(
            "direct",
            "rewarded",
            IntStream.rangeClosed(1, 20)
                .mapToObj(step -> SyntheticReinforcement.step(step, 0.3 + step / 100.0))
                .toList(),
            baseFlops,
            SUCCESSES,
            Optional.empty());
    return new ReinforcementFindings(
        BOTH.model("direct"), BOTH.model("rewarded"), model, new Measurements(rows));
  }

  private void passAtK(String player, int k, double value) {
    rows.add(row(player, Metric.PASS_AT_K, "", k, value, value - 0.03, value + 0.03));
  }

  /** The difference is that of the first model in the configuration. */
  private void measuredForDirect(int k, double value, double low, double high) {
    rows.add(row("direct", Metric.DIFFERENCE_IN_PASS_AT_K, "rewarded", k, value, low, high));
  }

  private static Measurement row(
      String player,
      Metric metric,
      String detail,
      double at,
      double value,
      double low,
      double high) {
    return new Measurement(player, metric, detail, at, new Estimate(value, low, high, 300), 600, 0);
  }
}
