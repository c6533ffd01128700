package dev.switchback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Player.Drawing;
import dev.switchback.metric.Player.MistakeUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final GenerationCost COST = new GenerationCost(1, 1, 1, 1);

  /** Two problems, four samples of 10 tokens each; one of the first problem's is right at 8. */
  private final Player direct =
      new Player(
          "direct",
          Drawing.SAMPLED,
          MistakeUnit.ANSWER,
          Optional.of(COST),
          new TreeMap<>(
              Map.of(
                  "p1", List.of(wrong(10), right(10, 8), wrong(10), wrong(10)),
                  "p2", List.of(wrong(10), wrong(10), wrong(10), wrong(10)))));

  /** One chain for each problem; both are right, after 3 and 5 mistakes. */
  private final Player backtracking =
      new Player(
          "backtracking",
          Drawing.DETERMINISTIC,
          MistakeUnit.DEAD_END,
          Optional.of(COST),
          new TreeMap<>(Map.of("p1", List.of(chain(30, 25, 3)), "p2", List.of(chain(60, 50, 5)))));

  private final Evaluation evaluation =
      new Evaluation(
          List.of(direct, backtracking),
          List.of(10, 40, 80),
          List.of(1, 4, 16),
          new Bootstrap(200, 0.95, 1));

  @Test
  void passAtKStopsAtTheNumberOfSamples() {
    assertThat(at(evaluation.measure(direct), Metric.PASS_AT_K))
        .containsOnly(Map.entry(1.0, 0.125), Map.entry(4.0, 0.5));
    assertThat(at(evaluation.measure(backtracking), Metric.PASS_AT_K))
        .containsOnly(Map.entry(1.0, 1.0));
  }

  @Test
  void curvesEndWhereTheSamplesDo() {
    Map<Double, Double> directCurve = at(evaluation.measure(direct), Metric.ACCURACY_AT_TOKENS);
    assertThat(directCurve).containsEntry(10.0, 0.125).containsEntry(40.0, 0.5);
    assertThat(directCurve.keySet()).allMatch(budget -> budget <= 40);
    assertThat(at(evaluation.measure(backtracking), Metric.ACCURACY_AT_TOKENS))
        .containsEntry(10.0, 0.0)
        .containsEntry(40.0, 0.5)
        .containsEntry(80.0, 1.0);
  }

  @Test
  void flopsPriceEachCompletionOnItsOwn() {
    // one layer with all sizes 1: 7 L + L (L + 1) / 2
    double chainOf80 = 7 * 80 + 40 * 81;
    Map<Double, Double> curve = at(evaluation.measure(direct), Metric.ACCURACY_AT_FLOPS);
    double fourSamples = 4 * (7 * 10 + 5 * 11);
    assertThat(curve.keySet()).allMatch(budget -> budget <= fourSamples);
    assertThat(at(evaluation.measure(backtracking), Metric.ACCURACY_AT_FLOPS))
        .containsEntry(chainOf80, 1.0);
  }

  @Test
  void mistakesAreAnswersOrLeaves() {
    // problem 1: three failures, one success: 3 / 2; problem 2 is not solved
    assertThat(at(evaluation.measure(direct), Metric.MISTAKES)).containsEntry(0.0, 1.5);
    assertThat(at(evaluation.measure(backtracking), Metric.MISTAKES)).containsEntry(0.0, 4.0);
  }

  @Test
  void comparisonIsAtBudgetsThatBothReach() {
    List<Measurement> compared = evaluation.compare(direct, backtracking);
    Map<Double, Double> differences = at(compared, Metric.DIFFERENCE_AT_TOKENS);
    assertThat(differences).containsEntry(10.0, 0.125).containsEntry(40.0, 0.0);
    assertThat(differences.keySet()).allMatch(budget -> budget <= 40);
    assertThat(at(compared, Metric.DIFFERENCE_IN_PASS_AT_K)).containsOnly(Map.entry(1.0, -0.875));
    assertThat(at(compared, Metric.MCNEMAR_AT_TOKENS).keySet()).containsExactly(10.0, 40.0);
    assertThat(compared)
        .allMatch(row -> row.player().equals("direct") && row.detail().equals("backtracking"))
        .allMatch(row -> row.samples() == 10 && row.estimate().problems() == 2);
  }

  @Test
  void completionsAreDescribed() {
    List<Measurement> measured = evaluation.measure(direct);
    assertThat(at(measured, Metric.MEAN_TOKENS)).containsEntry(0.0, 10.0);
    assertThat(at(measured, Metric.STOPPED_SHARE)).containsEntry(0.0, 1.0);
    assertThat(measured)
        .filteredOn(row -> row.metric() == Metric.ERROR_SHARE)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.detail()).isEqualTo("target-missed");
              assertThat(row.estimate().value()).isCloseTo(7 / 8.0, within(1e-12));
            });
  }

  @Test
  void aChainCutByItsLimitLeavesLargerBudgetsOpen() {
    Outcome cut = new Outcome(40, OptionalInt.empty(), false, 9, false, Optional.of("no-claim"));
    Player player =
        new Player(
            "cut",
            Drawing.DETERMINISTIC,
            MistakeUnit.DEAD_END,
            Optional.empty(),
            new TreeMap<>(Map.of("p1", List.of(cut))));
    Evaluation alone =
        new Evaluation(
            List.of(player), List.of(10, 40, 80), List.of(1), new Bootstrap(100, 0.95, 1));
    assertThat(at(alone.measure(player), Metric.ACCURACY_AT_TOKENS).keySet())
        .contains(10.0, 40.0)
        .allMatch(budget -> budget <= 40);
    assertThat(at(alone.measure(player), Metric.ACCURACY_AT_FLOPS)).isEmpty();
    assertThat(at(alone.measure(player), Metric.MISTAKES)).isEmpty();
  }

  private static Map<Double, Double> at(List<Measurement> measurements, Metric metric) {
    Map<Double, Double> values = new TreeMap<>();
    for (Measurement measurement : measurements) {
      if (measurement.metric() == metric) {
        values.put(measurement.at(), measurement.estimate().value());
      }
    }
    return values;
  }

  private static Outcome wrong(int tokens) {
    return new Outcome(tokens, OptionalInt.empty(), false, 0, true, Optional.of("target-missed"));
  }

  private static Outcome right(int tokens, int toSolution) {
    return new Outcome(tokens, OptionalInt.of(toSolution), true, 0, true, Optional.empty());
  }

  private static Outcome chain(int tokens, int toSolution, int mistakes) {
    return new Outcome(tokens, OptionalInt.of(toSolution), true, mistakes, true, Optional.empty());
  }
}
