package dev.switchback.metric.evaluation;

import static dev.switchback.metric.evaluation.Results.right;
import static dev.switchback.metric.evaluation.Results.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.DecodingCost;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Player.Drawing;
import dev.switchback.metric.estimate.Player.MistakeUnit;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final String MISSED = "target-missed";
  private static final DecodingCost COST = new DecodingCost(1, 1, 1, 1, 1);
  private static final Stratum EASY = new Stratum("nodes", 0, "1 to 9");

  private final Player direct = Results.player("direct", Drawing.SAMPLED, MistakeUnit.ANSWER, COST);
  private final Player backtracking =
      Results.player("backtracking", Drawing.DETERMINISTIC, MistakeUnit.DEAD_END, COST);

  /** Four samples for each of two problems, one of them correct; and a chain for each, right. */
  private final Results contests =
      new Results()
          .add(
              "p1",
              direct,
              wrong(10, MISSED),
              right(10, 8, 0),
              wrong(10, MISSED),
              wrong(10, MISSED))
          .add(
              "p2",
              direct,
              wrong(10, MISSED),
              wrong(10, MISSED),
              wrong(10, MISSED),
              wrong(10, MISSED))
          .add("p1", backtracking, right(30, 25, 3))
          .add("p2", backtracking, right(60, 50, 5))
          .of(EASY, "p1");

  private final EvaluationPlan plan =
      EvaluationPlan.of(
          List.of(
              new EvaluatedPlayer(direct, 1, 4, List.of(MISSED), 5),
              new EvaluatedPlayer(backtracking, 1, 1, List.of(), 5)),
          List.of(10, 40, 80),
          List.of(1, 4, 16),
          List.of(EASY),
          new Bootstrap(200, 0.95, 1));

  private final List<Measurement> measured = contests.measure(plan);

  /** The second training of the direct player solves half of what the first one does not. */
  private final Results trainedTwice =
      new Results()
          .add("p1", direct, right(10, 8, 0), wrong(10, MISSED))
          .add("p1", direct, right(10, 8, 0), right(10, 8, 0))
          .add("p2", direct, wrong(10, MISSED), wrong(10, MISSED))
          .add("p2", direct, right(10, 8, 0), wrong(10, MISSED))
          .add("p1", backtracking, right(30, 25, 3))
          .add("p2", backtracking, right(60, 50, 5));

  @Test
  void figuresOfSeveralTrainingsAreTheirMeanWithBothErrors() {
    EvaluationPlan twice =
        EvaluationPlan.of(
            List.of(
                new EvaluatedPlayer(direct, 2, 2, List.of(MISSED), 5),
                new EvaluatedPlayer(backtracking, 1, 1, List.of(), 5)),
            List.of(10),
            List.of(1, 2),
            List.of(),
            new Bootstrap(200, 0.95, 1));
    List<Measurement> rows = trainedTwice.measure(twice);

    // 1/4 and 3/4 of the completions are right: mean 1/2, deviation sqrt(1/8), error 1/4
    Measurement once = row(rows, "direct", Metric.PASS_AT_K, "", 1);
    assertThat(once.estimate().value()).isCloseTo(0.5, within(1e-7));
    assertThat(once.estimate().problems()).isEqualTo(2);
    assertThat(once.samples()).isEqualTo(8);
    // Student's quantile at one degree of freedom is 12.7: two trainings decide nothing
    assertThat(once.estimate().low()).isZero();
    assertThat(once.estimate().high()).isEqualTo(1);
    assertThat(row(rows, "direct", Metric.PASS_AT_K_OF_TRAINING, "1", 1).estimate().value())
        .isCloseTo(0.25, within(1e-7));
    assertThat(row(rows, "direct", Metric.PASS_AT_K_OF_TRAINING, "2", 1).estimate().value())
        .isCloseTo(0.75, within(1e-7));
    assertThat(row(rows, "direct", Metric.ERROR_BETWEEN_TRAININGS, "", 1).estimate().value())
        .isCloseTo(0.25, within(1e-7));
    Measurement lead = row(rows, "direct", Metric.DIFFERENCE_IN_PASS_AT_K, "backtracking", 1);
    assertThat(lead.estimate().value()).isCloseTo(-0.5, within(1e-7));
    assertThat(lead.samples()).isEqualTo(10);
    assertThat(lead.estimate().problems()).isEqualTo(2);
    assertThat(rows)
        .extracting(Measurement::metric)
        .doesNotContain(Metric.MCNEMAR_AT_TOKENS, Metric.MISTAKES_SIGN_TEST);
  }

  private static Measurement row(
      List<Measurement> rows, String player, Metric metric, String detail, double at) {
    return rows.stream()
        .filter(row -> row.player().equals(player) && row.metric() == metric)
        .filter(row -> row.detail().equals(detail) && row.at() == at)
        .findFirst()
        .orElseThrow();
  }

  /** With one try 1/2 against 3/8, with two 1/2 against 3/4: a third of a doubling in between. */
  @Test
  void theLeadInPassAtKChangesWhereTheCurvesCross() {
    Player wide = Results.player("wide", Drawing.SAMPLED, MistakeUnit.ANSWER, COST);
    Results crossing = new Results();
    for (int problem = 1; problem <= 4; problem++) {
      Outcome narrow = problem <= 2 ? right(10, 8, 0) : wrong(10, MISSED);
      Outcome once = problem <= 3 ? right(10, 8, 0) : wrong(10, MISSED);
      crossing
          .add("p" + problem, direct, narrow, narrow)
          .add("p" + problem, wide, once, wrong(10, MISSED));
    }
    List<Measurement> rows =
        crossing.measure(
            EvaluationPlan.of(
                List.of(
                    new EvaluatedPlayer(direct, 1, 2, List.of(MISSED), 5),
                    new EvaluatedPlayer(wide, 1, 2, List.of(MISSED), 5)),
                List.of(10),
                List.of(1, 2),
                List.of(),
                new Bootstrap(200, 0.95, 1)));

    Measurement crossover = row(rows, "direct", Metric.CROSSOVER_OF_PASS_AT_K, "wide", 0);
    assertThat(crossover.estimate().value()).isCloseTo(Math.cbrt(2), within(1e-7));
    assertThat(crossover.estimate().low()).isBetween(1.0, 1.2);
    assertThat(crossover.estimate().high()).isBetween(1.3, 2.0);
    assertThat(crossover.censored()).as("resamples without one").isBetween(0.05, 0.95);
  }

  @Test
  void passAtKStopsAtTheNumberOfSamples() {
    assertThat(at("direct", Metric.PASS_AT_K))
        .containsOnly(Map.entry(1.0, 0.125), Map.entry(4.0, 0.5));
    assertThat(at("backtracking", Metric.PASS_AT_K)).containsOnly(Map.entry(1.0, 1.0));
    assertThat(at("direct", Metric.PASS_PER_DOUBLING).get(4.0)).isCloseTo(0.1875, within(1e-7));
    assertThat(at("backtracking", Metric.PASS_PER_DOUBLING)).isEmpty();
  }

  @Test
  void theGainOfTheMajorityIsPairedWithASingleAnswer() {
    Map<Double, Double> majority = at("direct", Metric.MAJORITY_AT_K);
    assertThat(at("direct", Metric.MAJORITY_GAIN_AT_K)).containsOnlyKeys(4.0);
    assertThat(at("direct", Metric.MAJORITY_GAIN_AT_K).get(4.0))
        .isCloseTo(majority.get(4.0) - 0.125, within(1e-7));
    assertThat(at("backtracking", Metric.MAJORITY_GAIN_AT_K)).isEmpty();
  }

  @Test
  void curvesEndWhereTheSamplesDo() {
    Map<Double, Double> directCurve = at("direct", Metric.ACCURACY_AT_TOKENS);
    assertThat(directCurve).containsEntry(10.0, 0.125).containsEntry(40.0, 0.5);
    assertThat(directCurve.keySet()).allMatch(budget -> budget <= 40);
    assertThat(at("backtracking", Metric.ACCURACY_AT_TOKENS))
        .containsEntry(10.0, 0.0)
        .containsEntry(40.0, 0.5)
        .containsEntry(80.0, 1.0);
  }

  @Test
  void operationsAreBudgetedByBothFormulas() {
    double paper = 7 * 80 + 40 * 81;
    assertThat(at("backtracking", Metric.ACCURACY_AT_FLOPS_PAPER)).containsEntry(paper, 1.0);
    double fuller = COST.ofPrompt(5) + COST.ofCompletion(5, 80);
    assertThat(at("backtracking", Metric.ACCURACY_AT_FLOPS)).containsEntry(fuller, 1.0);
    double fourSamples = COST.ofPrompt(5) + 4 * COST.ofCompletion(5, 10);
    assertThat(at("direct", Metric.ACCURACY_AT_FLOPS).keySet())
        .isNotEmpty()
        .allMatch(budget -> budget <= fourSamples);
  }

  @Test
  void mistakesAreAnswersOrLeaves() {
    // problem 1: three failures, one success: 3 / 2; problem 2 is not solved
    assertThat(at("direct", Metric.MISTAKES)).containsEntry(0.0, 1.5);
    assertThat(at("backtracking", Metric.MISTAKES)).containsEntry(0.0, 4.0);
    // on problem 1 alone, which both solve
    assertThat(at("direct", Metric.DIFFERENCE_IN_MISTAKES)).containsEntry(0.0, -1.5);
    assertThat(at("direct", Metric.MORE_MISTAKES)).containsEntry(0.0, 0.0);
    assertThat(at("direct", Metric.FEWER_MISTAKES)).containsEntry(0.0, 1.0);
    assertThat(at("direct", Metric.MISTAKES_SIGN_TEST)).containsEntry(0.0, 1.0);
    // both make fewer than 4 mistakes on problem 1; backtracking 5 on problem 2
    assertThat(at("direct", Metric.JACCARD_OF_MISTAKES))
        .containsEntry(1.0, 1.0)
        .containsEntry(5.0, 0.0);
  }

  /** Of each problem there are four completions of one player and one of the other. */
  @Test
  void aFigureOfSomeProblemsRestsOnTheirCompletionsAlone() {
    List<Measurement> bins =
        measured.stream().filter(row -> row.metric() == Metric.JACCARD_OF_MISTAKES).toList();
    assertThat(bins).anyMatch(row -> row.estimate().problems() == 1);
    assertThat(bins).allMatch(row -> row.samples() == 5L * row.estimate().problems());
  }

  @Test
  void comparisonIsAtBudgetsThatBothReach() {
    Map<Double, Double> differences = at("direct", Metric.DIFFERENCE_AT_TOKENS);
    assertThat(differences).containsEntry(10.0, 0.125).containsEntry(40.0, 0.0);
    assertThat(differences.keySet()).allMatch(budget -> budget <= 40);
    assertThat(at("direct", Metric.DIFFERENCE_IN_PASS_AT_K)).containsOnly(Map.entry(1.0, -0.875));
    assertThat(at("direct", Metric.MCNEMAR_AT_TOKENS).keySet()).containsExactly(10.0, 40.0);
    assertThat(measured)
        .filteredOn(row -> row.metric() == Metric.DIFFERENCE_AT_TOKENS)
        .filteredOn(row -> row.stratum().equals(Stratum.ALL))
        .allMatch(row -> row.player().equals("direct") && row.detail().equals("backtracking"))
        .allMatch(row -> row.samples() == 10 && row.estimate().problems() == 2);
  }

  @Test
  void problemsAreSortedByWhoSolvesThemInDrawnOrder() {
    // direct solves problem 1 with its second sample; backtracking within 25 and 50 tokens
    assertThat(at("direct", Metric.BOTH_AT_TOKENS))
        .containsEntry(40.0, 0.5)
        .containsEntry(10.0, 0.0);
    assertThat(at("direct", Metric.NEITHER_AT_TOKENS)).containsEntry(40.0, 0.5);
    assertThat(at("direct", Metric.ONLY_THIS_AT_TOKENS)).containsEntry(40.0, 0.0);
    assertThat(at("direct", Metric.MCNEMAR_AT_TOKENS)).containsEntry(40.0, 1.0);
  }

  @Test
  void figuresOfALevelAreAboutItsProblems() {
    assertThat(measured)
        .filteredOn(row -> row.stratum().equals(EASY))
        .filteredOn(row -> row.metric() == Metric.ACCURACY_AT_TOKENS && row.at() == 40)
        .allMatch(row -> row.estimate().problems() == 1 && row.estimate().value() == 1)
        .extracting(Measurement::samples)
        .containsExactly(4L, 1L);
    assertThat(measured)
        .filteredOn(row -> row.stratum().equals(EASY))
        .filteredOn(row -> row.metric() == Metric.DIFFERENCE_AT_TOKENS)
        .extracting(Measurement::at)
        .containsExactly(10.0, 40.0, 80.0);
  }

  @Test
  void completionsAreDescribed() {
    assertThat(at("direct", Metric.MEAN_TOKENS)).containsEntry(0.0, 10.0);
    assertThat(at("direct", Metric.TOKENS_PER_NODE)).containsEntry(0.0, 5.0);
    assertThat(at("direct", Metric.TOKENS_AFTER_SOLUTION)).containsEntry(0.0, 2.0);
    assertThat(at("direct", Metric.STOPPED_SHARE)).containsEntry(0.0, 1.0);
    assertThat(measured)
        .filteredOn(row -> row.metric() == Metric.ERROR_SHARE)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.detail()).isEqualTo(MISSED);
              assertThat(row.estimate().value()).isCloseTo(7 / 8.0, within(1e-7));
            });
  }

  /** Two completions of one problem: 3 of 4 lines are right, and 1 of 6; of another 10 of 10. */
  @Test
  void linesAreCountedOverAllCompletions() {
    Results results =
        new Results()
            .add("p1", direct, lines(4, 3, "order"), lines(6, 1, "arithmetic"))
            .add("p2", direct, lines(10, 10, null), lines(10, 10, null));
    EvaluationPlan few =
        EvaluationPlan.of(
            List.of(
                new EvaluatedPlayer(direct, 1, 2, List.of(), 5, List.of("arithmetic", "order"))),
            List.of(10),
            List.of(1),
            List.of(),
            new Bootstrap(200, 0.95, 1));
    List<Measurement> rows = results.measure(few);
    assertThat(rows)
        .filteredOn(row -> row.metric() == Metric.RIGHT_LINES)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.estimate().value()).isCloseTo(24 / 30.0, within(1e-7));
              assertThat(row.estimate().low()).isLessThan(0.8);
              assertThat(row.samples()).isEqualTo(4);
            });
    assertThat(rows)
        .filteredOn(row -> row.metric() == Metric.FIRST_WRONG_LINE)
        .allMatch(row -> row.estimate().value() == 0.25)
        .extracting(Measurement::detail)
        .containsExactly("arithmetic", "order");
    assertThat(at("direct", Metric.RIGHT_LINES)).isEmpty();
  }

  private static Outcome lines(int judged, int right, String kind) {
    Outcome made = right(10, 8, 0);
    return new Outcome(
        5,
        10,
        made.tokensToSolution(),
        true,
        0,
        true,
        made.error(),
        2,
        made.firstMove(),
        made.answer(),
        made.logProbability(),
        new Outcome.Lines(
            judged,
            right,
            kind == null ? OptionalInt.empty() : OptionalInt.of(right + 1),
            Optional.ofNullable(kind)));
  }

  @Test
  void tallyIsTheSameInAnyOrderAndInAnyNumberOfParts() {
    Results many = many();
    List<Measurement> whole = many.measure(plan);
    Evaluation evaluation = new Evaluation(plan);
    List<String> order = new ArrayList<>(many.ids());
    Collections.reverse(order);
    Tally merged = evaluation.close(evaluation.tally());
    for (int part = 0; part < 3; part++) {
      Tally tally = evaluation.tally();
      for (int i = part; i < order.size(); i += 3) {
        evaluation.add(many.results(order.get(i), plan), tally);
      }
      merged = evaluation.close(tally).merge(merged);
    }
    assertThat(evaluation.measure(merged)).isEqualTo(whole);
    assertThat(merged.problems()).isEqualTo(100);
  }

  @Test
  void distributionsCountCompletionsAndProblems() {
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    contests.ids().forEach(id -> evaluation.add(contests.results(id, plan), tally));
    assertThat(evaluation.distributions(evaluation.close(tally)))
        .contains(
            new DistributionCount("direct", DistributionCount.LENGTHS, "", 10, 0, 7),
            new DistributionCount("direct", DistributionCount.LENGTHS, "", 10, 1, 1),
            new DistributionCount("direct", DistributionCount.SUCCESSES, "", 0, 4, 1),
            new DistributionCount("direct", DistributionCount.SUCCESSES, "", 1, 4, 1),
            new DistributionCount("direct", DistributionCount.MISTAKES, "backtracking", 1.5, 3, 1),
            new DistributionCount(
                "direct",
                DistributionCount.MISTAKES,
                "backtracking",
                DistributionCount.UNSOLVED,
                5,
                1));
  }

  /** A hundred problems of all kinds, with costs that do not add up exactly. */
  private Results many() {
    Results many = new Results();
    for (int i = 0; i < 100; i++) {
      Outcome[] answers = new Outcome[4];
      for (int j = 0; j < 4; j++) {
        answers[j] = (i * 7 + j * 3) % 5 == 0 ? right(8 + j, 7, 0) : wrong(7 + i % 4 + j, MISSED);
      }
      many.add("q" + i, direct, answers);
      many.add("q" + i, backtracking, i % 3 == 0 ? wrong(70, MISSED) : right(30 + i, 25 + i, i));
    }
    return many;
  }

  private Map<Double, Double> at(String player, Metric metric) {
    Map<Double, Double> values = new TreeMap<>();
    for (Measurement measurement : measured) {
      if (measurement.metric() == metric
          && measurement.player().equals(player)
          && measurement.stratum().equals(Stratum.ALL)) {
        values.put(measurement.at(), measurement.estimate().value());
      }
    }
    return values;
  }
}
