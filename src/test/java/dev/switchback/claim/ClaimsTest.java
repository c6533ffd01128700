package dev.switchback.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.claim.ClaimResult.Conclusion;
import dev.switchback.claim.ClaimResult.SupportingFigure;
import dev.switchback.claim.Claims.ClaimsFile;
import dev.switchback.claim.Competence.LateGain;
import dev.switchback.claim.Competence.TrainingEnd;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final JudgedModel DIRECT = new JudgedModel("short", Approach.DIRECT, 0.7, false);
  private static final JudgedModel CHAIN =
      new JudgedModel("chain", Approach.BACKTRACKING, 0, false);
  private static final JudgedModel SAMPLED =
      new JudgedModel("draws", Approach.BACKTRACKING, 0.7, false);

  private final List<Measurement> rows = new ArrayList<>();

  @Test
  void withoutAnyRunNothingIsDecided() {
    List<ClaimResult> results = Claims.judge(List.of());
    assertThat(results).hasSize(14).allMatch(result -> result.verdict() == Conclusion.NOT_RUN);
    assertThat(results).allMatch(result -> result.estimate() == null && !result.why().isEmpty());
    assertThat(results).extracting(result -> result.claim().id()).doesNotHaveDuplicates();
  }

  @Test
  void theWholeIntervalDecides() {
    assertThat(leads(0.1, 0.02, 0.2)).isEqualTo(Conclusion.SUPPORTED);
    assertThat(leads(-0.1, -0.2, -0.02)).isEqualTo(Conclusion.CONTRADICTED);
    assertThat(leads(0.1, -0.02, 0.2)).isEqualTo(Conclusion.UNDECIDED);
    assertThat(leads(0.1, 0, 0.2)).isEqualTo(Conclusion.UNDECIDED);
  }

  @Test
  void aModelThatIsNoBetterThanRandomPlayDecidesNothing() {
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    compare("chain", Metric.DIFFERENCE_AT_TOKENS, "random-play", 500, 0.01, -0.01, 0.03);
    compare("short", Metric.DIFFERENCE_AT_TOKENS, "random-play", 500, 0.3, 0.2, 0.4);
    ClaimResult result = result("countdown-direct-leads", countdown(DIRECT, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(result.estimate()).isEqualTo(0.1);
    assertThat(result.why())
        .isEqualTo(
            "chain is no better than random legal play: +1.0 points (-1.0 to +3.0) at 500 tokens.");
    rows.clear();
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    compare("chain", Metric.DIFFERENCE_AT_TOKENS, "random-play", 500, 0.03, 0.01, 0.05);
    assertThat(result("countdown-direct-leads", countdown(DIRECT, CHAIN)).verdict())
        .isEqualTo(Conclusion.SUPPORTED);
  }

  @Test
  void aSearchWhoseLinesAreOftenWrongDecidesNothing() {
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    player("chain", Metric.RIGHT_LINES, 0, 0.94, 0.9, 0.96);
    player("short", Metric.RIGHT_LINES, 0, 0.5, 0.4, 0.6);
    ClaimResult result = result("countdown-direct-leads", countdown(DIRECT, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(result.why())
        .isEqualTo(
            "chain does not keep to its search: 94.0% of its lines are right, expected 95%.");
    rows.clear();
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    player("chain", Metric.RIGHT_LINES, 0, 0.951, 0.94, 0.96);
    assertThat(result("countdown-direct-leads", countdown(DIRECT, CHAIN)).verdict())
        .isEqualTo(Conclusion.SUPPORTED);
  }

  @Test
  void aModelThatWasStillImprovingDecidesNothing() {
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    ClaimResult steep = result("countdown-direct-leads", countdown(DIRECT, ended(0.4, 0.7, 100)));
    assertThat(steep.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(steep.why())
        .isEqualTo(
            "chain was still improving when its training ended: from 40.0% to 70.0% of 100 tuning"
                + " problems in the last tenth of its steps.");
    // less than five points, and less than two standard errors
    for (JudgedModel settled : List.of(ended(0.4, 0.44, 10_000), ended(0.4, 0.5, 100))) {
      assertThat(result("countdown-direct-leads", countdown(DIRECT, settled)).verdict())
          .isEqualTo(Conclusion.SUPPORTED);
    }
  }

  @Test
  void whatWasLearnedByHeartIsSaidBesideTheVerdict() {
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    TrainingEnd byHeart = new TrainingEnd(0.01, OptionalDouble.of(0.3), Optional.empty());
    JudgedModel direct =
        new JudgedModel(
            "short", Approach.DIRECT, 0.7, false, OptionalDouble.empty(), List.of(byHeart));
    ClaimResult result = result("countdown-direct-leads", countdown(direct, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result.remarks())
        .containsExactly(
            "short has learned its training problems by heart: its loss on them was 0.0100 at the"
                + " end, on others 0.300.",
            "Whether short was still improving when its training ended was not measured"
                + " (training.validation.tuning-problems).");
  }

  private static JudgedModel ended(double before, double atEnd, int problems) {
    LateGain late = new LateGain(before, atEnd, problems);
    TrainingEnd end = new TrainingEnd(0.3, OptionalDouble.of(0.31), Optional.of(late));
    return new JudgedModel(
        "chain", Approach.BACKTRACKING, 0, false, OptionalDouble.empty(), List.of(end));
  }

  @Test
  void aComparisonCountsWhicheverModelItWasMeasuredFor() {
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, -0.1, -0.2, -0.02);
    ClaimResult result = result("countdown-direct-leads", countdown(DIRECT, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result.estimate()).isEqualTo(0.1);
    assertThat(result.low()).isEqualTo(0.02);
    assertThat(result.high()).isEqualTo(0.2);
    assertThat(result.players()).containsExactly("short", "chain");
  }

  @Test
  void theLargestCommonBudgetDecidesAndOthersStandBeside() {
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 1e9, -0.5, -0.6, -0.4);
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.02, 0.2);
    compare("short", Metric.AREA_AT_FLOPS, "chain", 0, -0.1, -0.2, 0);
    ClaimResult result = result("countdown-direct-leads", countdown(DIRECT, CHAIN));
    assertThat(result.estimate()).isEqualTo(0.1);
    assertThat(result.setting())
        .isEqualTo(
            "at 4.00 billion floating-point operations, the largest budget that both reach; short:"
                + " samples at temperature 0.7; chain: one greedy chain");
    assertThat(result.problems()).isEqualTo(300);
    assertThat(result.samples()).isEqualTo(9600);
    assertThat(result.runs()).containsExactly("here");
    assertThat(result.supporting())
        .containsExactly(
            new SupportingFigure(
                "mean over all doublings of floating-point operations",
                Claim.Unit.DIFFERENCE,
                -0.1,
                -0.2,
                0));
  }

  @Test
  void figuresOfLevelsDecideNothing() {
    rows.add(
        new Measurement(
            "short",
            Metric.DIFFERENCE_AT_FLOPS,
            "chain",
            4e9,
            new Stratum("clues", 0, "22"),
            new Estimate(0.5, 0.4, 0.6, 30),
            60,
            0));
    ClaimResult result = result("countdown-direct-leads", countdown(DIRECT, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.NOT_RUN);
    assertThat(result.why())
        .startsWith("No difference_at_flops of direct and backtracking on CountDown");
  }

  @Test
  void theGreedyChainDecidesAndSampledChainsStandBeside() {
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "draws", 4e9, -0.3, -0.4, -0.2);
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.02, 0.2);
    ClaimResult result = result("countdown-direct-leads", countdown(SAMPLED, DIRECT, CHAIN));
    assertThat(result.players()).containsExactly("short", "chain");
    assertThat(result.supporting()).hasSize(1);
    assertThat(result.supporting().get(0).what()).contains("draws: samples at temperature 0.7");
    assertThat(result.supporting().get(0).value()).isEqualTo(-0.3);
  }

  @Test
  void aSearchInFewTokensIsJudgedByItself() {
    JudgedModel terse = new JudgedModel("terse", Approach.TERSE, 0, false);
    JudgedModel solutions = new JudgedModel("bare", Approach.TERSE_DIRECT, 0.7, false);
    compare("terse", Metric.DIFFERENCE_AT_FLOPS, "short", 4e9, 0.1, 0.02, 0.2);
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.02, 0.2);
    JudgedRun run = countdown(DIRECT, CHAIN, terse, solutions);

    assertThat(result("countdown-terse-leads", run).verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result("countdown-direct-leads", run).verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result("countdown-terse-leads", countdown(DIRECT, CHAIN, solutions)).why())
        .isEqualTo("No model of the approach terse on CountDown.");
    assertThat(result("sudoku-terse-leads", run).why()).isEqualTo("No run on Sudoku.");
  }

  @Test
  void missingModelsAndFamiliesAreNamed() {
    assertThat(result("mix-helps", countdown(DIRECT, CHAIN)).why())
        .isEqualTo("No model of the approach mix on CountDown.");
    assertThat(result("sudoku-backtracking-leads", countdown(DIRECT, CHAIN)).why())
        .isEqualTo("No run on Sudoku.");
    assertThat(result("grpo-lifts-backtracking", countdown(DIRECT, CHAIN)).why())
        .isEqualTo("No model of the approach backtracking trained by GRPO on CountDown.");
  }

  @Test
  void easierSudokuIsNotSudoku() {
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, -0.1, -0.2, -0.02);
    assertThat(result("sudoku-backtracking-leads", run("s", "sudoku", true)).verdict())
        .isEqualTo(Conclusion.NOT_RUN);
    assertThat(result("sudoku-backtracking-leads", run("s", "sudoku", false)).verdict())
        .isEqualTo(Conclusion.SUPPORTED);
  }

  @Test
  void moreMistakesOnManyIsAShareWhicheverWayItWasMeasured() {
    compare("short", Metric.MORE_MISTAKES, "chain", 0, 0.28, 0.2, 0.36);
    compare("short", Metric.FEWER_MISTAKES, "chain", 0, 0.62, 0.54, 0.7);
    compare("short", Metric.MISTAKES_EFFECT, "chain", 0, -0.4, -0.4, -0.4);
    ClaimResult result = result("backtracking-makes-more-mistakes", countdown(DIRECT, CHAIN));
    assertThat(result.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result.estimate()).isEqualTo(0.62);
    assertThat(result.why()).isEqualTo("The whole interval lies above 0.5, as claimed.");
    assertThat(result.supporting()).extracting(SupportingFigure::value).containsExactly(0.4);
  }

  @Test
  void mistakesOfChainsThatWereCutDecideNothing() {
    compare("short", Metric.FEWER_MISTAKES, "chain", 0, 0.02, 0.01, 0.05);
    player("chain", Metric.STOPPED_SHARE, 0, 0.95, 0.9, 0.97);
    assertThat(result("backtracking-makes-more-mistakes", countdown(DIRECT, CHAIN)).verdict())
        .isEqualTo(Conclusion.CONTRADICTED);
    rows.clear();
    compare("short", Metric.FEWER_MISTAKES, "chain", 0, 0.02, 0.01, 0.05);
    player("chain", Metric.STOPPED_SHARE, 0, 0.2, 0.1, 0.3);
    ClaimResult cut = result("backtracking-makes-more-mistakes", countdown(DIRECT, CHAIN));
    assertThat(cut.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(cut.estimate()).isEqualTo(0.02);
    assertThat(cut.why()).startsWith("80.0% of the completions of chain were cut at their limit");
  }

  @Test
  void thinkAndMixAreHeldAgainstPlainBacktracking() {
    JudgedModel think = new JudgedModel("thought", Approach.THINK, 0, false);
    JudgedModel mix = new JudgedModel("mixed", Approach.MIX, 0, false);
    compare("thought", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.05, 0.15);
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "mixed", 4e9, 0.1, 0.05, 0.15);
    JudgedRun run = countdown(CHAIN, think, mix);
    assertThat(result("think-helps", run).verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result("mix-helps", run).verdict()).isEqualTo(Conclusion.CONTRADICTED);
  }

  @Test
  void trainingByRewardsIsHeldAgainstWhatWasBefore() {
    JudgedModel chains = new JudgedModel("chain-after", Approach.BACKTRACKING, 0, true);
    JudgedModel answers = new JudgedModel("short-after", Approach.DIRECT, 0.7, true);
    compare("chain", Metric.DIFFERENCE_AT_FLOPS, "chain-after", 4e9, -0.2, -0.3, -0.1);
    compare("short", Metric.DIFFERENCE_IN_PASS_AT_K, "short-after", 1, -0.2, -0.3, -0.1);
    compare("short", Metric.DIFFERENCE_IN_PASS_AT_K, "short-after", 32, 0.2, 0.1, 0.3);
    JudgedRun run = countdown(DIRECT, CHAIN, chains, answers);
    assertThat(result("grpo-lifts-backtracking", run).verdict()).isEqualTo(Conclusion.SUPPORTED);
    ClaimResult narrows = result("grpo-narrows-direct", run);
    assertThat(narrows.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(narrows.setting()).startsWith("at k = 32; ");
  }

  @Test
  void votingGainsNothingWhereTheGainIsSurelySmall() {
    player("short", Metric.PASS_AT_K, 1, 0.17, 0.16, 0.18);
    player("short", Metric.PASS_AT_K, 32, 0.66, 0.6, 0.7);
    player("short", Metric.MAJORITY_AT_K, 1, 0.17, 0.16, 0.18);
    assertThat(result("voting-gains-nothing", countdown(DIRECT)).verdict())
        .isEqualTo(Conclusion.NOT_RUN);
    player("short", Metric.MAJORITY_AT_K, 32, 0.19, 0.18, 0.20);
    player("short", Metric.MAJORITY_GAIN_AT_K, 32, 0.02, 0.015, 0.025);
    ClaimResult result = result("voting-gains-nothing", countdown(DIRECT));
    assertThat(result.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result.estimate()).isCloseTo(0.02, within(1e-12));
    assertThat(result.high()).isCloseTo(0.025, within(1e-12));
    assertThat(result.supporting())
        .extracting(SupportingFigure::what)
        .containsExactly("pass@1", "majority", "any correct, with a verifier");
    player("short", Metric.MAJORITY_AT_K, 64, 0.3, 0.28, 0.32);
    player("short", Metric.MAJORITY_GAIN_AT_K, 64, 0.13, 0.11, 0.15);
    assertThat(result("voting-gains-nothing", countdown(DIRECT)).verdict())
        .isEqualTo(Conclusion.CONTRADICTED);
  }

  @Test
  void depthIsJudgedOverTwoRuns() {
    JudgedRun flat = withDifference("flat", "countdown", 0.2, 0.15, 0.25);
    assertThat(result("depth-weakens-direct", flat).why())
        .isEqualTo("No run on stacked CountDown.");
    JudgedRun deep = withDifference("deep", "stacked-countdown", 0.02, -0.02, 0.06);
    ClaimResult result = result("depth-weakens-direct", flat, deep);
    assertThat(result.verdict()).isEqualTo(Conclusion.SUPPORTED);
    assertThat(result.estimate()).isCloseTo(0.18, within(1e-12));
    assertThat(result.low()).isCloseTo(0.18 - Math.hypot(0.05, 0.04), within(1e-12));
    assertThat(result.runs()).containsExactly("flat", "deep");
    assertThat(result.problems()).isEqualTo(600);
    assertThat(result.supporting()).extracting(SupportingFigure::value).containsExactly(0.2, 0.02);
  }

  @Test
  void easeIsJudgedOverTwoRuns() {
    JudgedRun hard = withDifference("hard", "sudoku", -0.2, -0.25, -0.15);
    JudgedRun easy =
        new JudgedRun(
            "easy",
            "sudoku",
            "easier",
            0.95,
            hard.models(),
            withDifference("easy", "sudoku", -0.25, -0.3, -0.2).measurements());
    ClaimResult result = result("ease-weakens-backtracking", hard, easy);
    assertThat(result.estimate()).isCloseTo(-0.05, within(1e-12));
    assertThat(result.verdict()).isEqualTo(Conclusion.UNDECIDED);
  }

  /** Operations that differ by a tenth of the larger number are equal, by more they are not. */
  @Test
  void equalTrainingIsJudgedOnlyWhereTheTrainingsAre() {
    String id = "countdown-direct-leads-equal-training";
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.02, 0.2);
    assertThat(result(id, countdown(trained(DIRECT, 9e15), trained(CHAIN, 1e16))).verdict())
        .isEqualTo(Conclusion.SUPPORTED);
    ClaimResult unequal = result(id, countdown(trained(DIRECT, 8.9e15), trained(CHAIN, 1e16)));
    assertThat(unequal.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(unequal.estimate()).isEqualTo(0.1);
    assertThat(unequal.why())
        .isEqualTo(
            "short was trained with 8.90e+15 floating-point operations, chain with 1.00e+16: more"
                + " than 10% apart, which is no equal training.");
    ClaimResult unknown = result(id, countdown(trained(DIRECT, 1e16), CHAIN));
    assertThat(unknown.verdict()).isEqualTo(Conclusion.UNDECIDED);
    assertThat(unknown.why())
        .isEqualTo("The floating-point operations of the training of chain were not counted.");
    assertThat(result("countdown-direct-leads", countdown(DIRECT, CHAIN)).verdict())
        .isEqualTo(Conclusion.SUPPORTED);
  }

  @Test
  void onSudokuBacktrackingIsClaimedToLeadAfterEqualTrainingToo() {
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, 0.1, 0.02, 0.2);
    JudgedRun run =
        new JudgedRun(
            "here",
            "sudoku",
            "",
            0.95,
            List.of(trained(DIRECT, 1e16), trained(CHAIN, 1.1e16)),
            rows);
    assertThat(result("sudoku-backtracking-leads-equal-training", run).verdict())
        .isEqualTo(Conclusion.CONTRADICTED);
  }

  private static JudgedModel trained(JudgedModel model, double flops) {
    return new JudgedModel(
        model.model(),
        model.approach(),
        model.temperature(),
        model.reinforced(),
        OptionalDouble.of(flops));
  }

  @Test
  void theFirstRunThatHasTheNumberDecides() {
    JudgedRun empty = countdown(DIRECT, CHAIN);
    JudgedRun other = withDifference("other", "countdown", 0.2, 0.15, 0.25);
    assertThat(result("countdown-direct-leads", empty, other).runs()).containsExactly("other");
    JudgedRun first = withDifference("first", "countdown", -0.2, -0.25, -0.15);
    assertThat(result("countdown-direct-leads", first, other).verdict())
        .isEqualTo(Conclusion.CONTRADICTED);
  }

  @Test
  void claimsAreReadBackFromTheirFile() throws Exception {
    JudgedRun run = withDifference("here", "countdown", 0.2, 0.15, 0.25);
    ClaimsFile file = ClaimsFile.of(Claims.judge(List.of(run)));
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(file);
    assertThat(json.readValue(text, ClaimsFile.class)).isEqualTo(file);
    JsonNode first = json.readTree(text).at("/claims/0");
    assertThat(file.tested()).isEqualTo(2);
    assertThat(first.at("/claim/id").asText()).isEqualTo("countdown-direct-leads");
    assertThat(first.get("verdict").asText()).isEqualTo("SUPPORTED");
    assertThat(first.get("estimate").asDouble()).isEqualTo(0.2);
    assertThat(json.readTree(text).at("/claims/1/estimate").isNull()).isTrue();
  }

  private Conclusion leads(double value, double low, double high) {
    rows.clear();
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, value, low, high);
    return result("countdown-direct-leads", countdown(DIRECT, CHAIN)).verdict();
  }

  private JudgedRun withDifference(
      String name, String family, double value, double low, double high) {
    rows.clear();
    compare("short", Metric.DIFFERENCE_AT_FLOPS, "chain", 4e9, value, low, high);
    JudgedRun run = run(name, family, false);
    rows.clear();
    return run;
  }

  private JudgedRun countdown(JudgedModel... models) {
    return new JudgedRun("here", "countdown", "", 0.95, List.of(models), rows);
  }

  private JudgedRun run(String name, String family, boolean easier) {
    return new JudgedRun(name, family, easier ? "easier" : "", 0.95, List.of(DIRECT, CHAIN), rows);
  }

  private static ClaimResult result(String id, JudgedRun... runs) {
    return Claims.judge(Arrays.asList(runs)).stream()
        .filter(result -> result.claim().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void compare(
      String player,
      Metric metric,
      String other,
      double at,
      double value,
      double low,
      double high) {
    rows.add(
        new Measurement(player, metric, other, at, new Estimate(value, low, high, 300), 9600, 0));
  }

  private void player(
      String player, Metric metric, double at, double value, double low, double high) {
    compare(player, metric, "", at, value, low, high);
  }
}
