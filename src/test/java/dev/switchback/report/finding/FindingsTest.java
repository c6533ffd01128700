package dev.switchback.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.finding.Findings.Finding;
import dev.switchback.report.finding.Findings.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final ReportPlayers TWO =
      ReportPlayers.of(List.of("direct", "backtracking"), List.of("random-play"));

  private final List<Measurement> rows = new ArrayList<>();

  @Test
  void headlineNamesTheWinnerWhereTheIntervalExcludesZero() {
    accuracy("direct", 64, 0.40);
    accuracy("backtracking", 64, 0.52);
    difference(64, -0.12, -0.17, -0.06);
    assertThat(texts(TWO, Finding.Weight.HEADLINE))
        .containsExactly(
            "With 64 generated tokens per problem, backtracking solves 52.0% of the problems and"
                + " direct 40.0%.");
  }

  @Test
  void headlineSaysSoWhereTheyCannotBeToldApart() {
    accuracy("direct", 64, 0.40);
    accuracy("backtracking", 64, 0.42);
    difference(64, -0.02, -0.07, 0.03);
    assertThat(texts(TWO, Finding.Weight.HEADLINE))
        .containsExactly(
            "With 64 generated tokens per problem, direct (40.0% solved) and backtracking (42.0%)"
                + " cannot be told apart.");
  }

  @Test
  void headlineWarnsOfModelsThatAreNotAboveRandomPlay() {
    accuracy("direct", 64, 0.10);
    accuracy("backtracking", 64, 0.40);
    accuracy("random-play", 64, 0.09);
    difference(64, -0.3, -0.4, -0.2);
    rows.add(row("direct", Metric.DIFFERENCE_AT_TOKENS, "random-play", 64, 0.01, -0.02, 0.04));
    rows.add(row("backtracking", Metric.DIFFERENCE_AT_TOKENS, "random-play", 64, 0.31, 0.2, 0.4));
    assertThat(texts(TWO, Finding.Weight.HEADLINE))
        .containsExactly(
            "With 64 generated tokens per problem, backtracking solves 40.0% of the problems and"
                + " direct 10.0%. No better than random play (9.0%): direct.");
  }

  @Test
  void playersWithoutACommonProblemAreNotCompared() {
    accuracy("direct", 64, 0.40);
    accuracy("backtracking", 64, 0.52);
    assertThat(texts(TWO, Finding.Weight.HEADLINE))
        .containsExactly(
            "With 64 generated tokens per problem, direct solves 40.0% and backtracking 52.0%, of"
                + " different problems: the two are not compared.");
  }

  @Test
  void headlineIsAtTheLargestBudgetAskedForThatBothReach() {
    for (double budget : new double[] {32, 64, 70}) {
      accuracy("direct", budget, 0.4);
    }
    for (double budget : new double[] {32, 64, 70, 128}) {
      accuracy("backtracking", budget, 0.4);
    }
    Findings findings = findings(TWO);
    assertThat(findings.budget()).hasValue(64);
    assertThat(findings.standings()).extracting(Standing::value).containsExactly(0.4, 0.4);
    assertThat(texts(TWO, Finding.Weight.LIMIT))
        .anyMatch(text -> text.contains("drawn from direct suffice for budgets up to 70 tokens"))
        .noneMatch(text -> text.contains("drawn from backtracking"));
  }

  @Test
  void stretchesWhereOneLeadsAreNamed() {
    difference(16, -0.1, -0.2, -0.05);
    difference(32, -0.1, -0.2, 0.05);
    difference(64, 0.1, 0.05, 0.15);
    difference(128, 0.1, 0.05, 0.15);
    assertThat(ofPair().stretches())
        .containsExactly(
            "Across budgets of generated tokens (16 to 128), backtracking leads direct at 16 and"
                + " direct leads backtracking from 64 to 128; elsewhere the interval of the"
                + " difference includes zero.");
  }

  @Test
  void oneLeaderAllAlongAndNoneAtAllAreSaidShortly() {
    difference(32, 0.1, 0.05, 0.2);
    difference(64, 0.1, 0.05, 0.2);
    flops(1e6, 0.1, -0.1, 0.2);
    flops(2e6, 0.1, -0.1, 0.2);
    assertThat(ofPair().stretches())
        .containsExactly(
            "Across budgets of generated tokens (32 to 64), direct leads backtracking from 32 to"
                + " 64.",
            "Across budgets of floating-point operations (1.0 million to 2.0 million), direct and"
                + " backtracking cannot be told apart: the interval of the difference always"
                + " includes zero.");
  }

  @Test
  void theWholeIsSaidWithTheChangeOfTheLead() {
    rows.add(row("direct", Metric.AREA_AT_TOKENS, "backtracking", 0, 0.05, 0.02, 0.08));
    rows.add(
        row(
            "direct",
            Metric.CROSSOVER_AT_TOKENS,
            "backtracking",
            0,
            200,
            150,
            Double.POSITIVE_INFINITY));
    assertThat(ofPair().overall())
        .containsExactly(
            "Over all budgets of generated tokens that both reach, direct minus backtracking is"
                + " +5.0\u00a0points [+2.0,\u00a0+8.0] on average; the lead last changes at 200"
                + " (150 to beyond what was measured).");
  }

  @Test
  void theDifferenceAtTheBudgetIsAResult() {
    accuracy("direct", 64, 0.4);
    accuracy("backtracking", 64, 0.3);
    difference(64, 0.1, 0.05, 0.15);
    rows.add(row("direct", Metric.MCNEMAR_AT_TOKENS, "backtracking", 64, 0.03, 0.03, 0.03));
    assertThat(texts(TWO, Finding.Weight.RESULT))
        .containsExactly(
            "The difference at 64 tokens, direct minus backtracking, is +10.0\u00a0points"
                + " [+5.0,\u00a0+15.0] on the same 300 problems (95% paired bootstrap interval;"
                + " McNemar’s exact test with completions in drawn order, p\u00a0=\u00a00.030).");
  }

  @Test
  void oneModelAloneHasAHeadlineToo() {
    ReportPlayers one = ReportPlayers.of(List.of("direct"), List.of("random-play"));
    accuracy("direct", 64, 0.4);
    assertThat(texts(one, Finding.Weight.HEADLINE))
        .containsExactly(
            "With 64 generated tokens per problem, direct solves 40.0% of the problems.");
  }

  @Test
  void withoutACommonBudgetThereIsNoHeadline() {
    accuracy("direct", 32, 0.4);
    accuracy("backtracking", 64, 0.4);
    assertThat(texts(TWO, Finding.Weight.HEADLINE)).isEmpty();
  }

  @Test
  void cutCompletionsAreALimit() {
    accuracy("direct", 64, 0.4);
    rows.add(row("direct", Metric.STOPPED_SHARE, "", 0, 0.75, 0.7, 0.8));
    assertThat(texts(ReportPlayers.of(List.of("direct"), List.of()), Finding.Weight.LIMIT))
        .contains(
            "25.0% of the completions of direct were cut at their limit of tokens before they"
                + " ended.");
  }

  @Test
  void passAtKNamesPlayersThatDraw() {
    accuracy("direct", 64, 0.4);
    rows.add(row("direct", Metric.PASS_AT_K, "", 1, 0.2, 0.1, 0.3));
    rows.add(row("direct", Metric.PASS_AT_K, "", 8, 0.5, 0.4, 0.6));
    rows.add(row("backtracking", Metric.PASS_AT_K, "", 1, 0.3, 0.2, 0.4));
    rows.add(row("random-play", Metric.PASS_AT_K, "", 1, 0.05, 0.04, 0.06));
    assertThat(texts(TWO, Finding.Weight.RESULT))
        .contains(
            "One completion alone is correct (pass@1): direct 20.0%\u00a0[10.0,\u00a030.0] and"
                + " backtracking 30.0%\u00a0[20.0,\u00a040.0].",
            "One of 8 completions is correct (pass@8): direct 50.0%\u00a0[40.0,\u00a060.0].");
  }

  private List<String> texts(ReportPlayers players, Finding.Weight weight) {
    return findings(players).all().stream()
        .filter(finding -> finding.weight() == weight)
        .map(Finding::text)
        .toList();
  }

  private Findings findings(ReportPlayers players) {
    return new Findings(
        players,
        players.models(),
        new Measurements(rows),
        List.of(32, 64, 128),
        new SampleSizes(0.95));
  }

  private PairFindings ofPair() {
    return new PairFindings(
        ModelPair.all(TWO).get(0), new Measurements(rows), new SampleSizes(0.95));
  }

  private void accuracy(String player, double budget, double value) {
    rows.add(row(player, Metric.ACCURACY_AT_TOKENS, "", budget, value, value - 0.05, value + 0.05));
  }

  private void difference(double budget, double value, double low, double high) {
    rows.add(row("direct", Metric.DIFFERENCE_AT_TOKENS, "backtracking", budget, value, low, high));
  }

  private void flops(double budget, double value, double low, double high) {
    rows.add(row("direct", Metric.DIFFERENCE_AT_FLOPS, "backtracking", budget, value, low, high));
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
