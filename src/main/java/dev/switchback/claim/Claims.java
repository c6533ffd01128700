package dev.switchback.claim;

import dev.switchback.claim.Claim.Unit;
import dev.switchback.claim.ClaimResult.Conclusion;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.claim.PairedComparison.Caution;
import dev.switchback.claim.PairedComparison.Side;
import dev.switchback.claim.PairedComparison.Supporting;
import dev.switchback.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The claims of "To Backtrack or Not to Backtrack: When Sequential Search Limits Model Reasoning"
 * (Qin, Alvarez-Melis, Jelassi, Malach, 2025; arXiv 2504.07052), and what we ask beyond it, each
 * with what is tested.
 *
 * <p>At equal compute decides the difference in solved problems at the largest budget of
 * floating-point operations that both models reach: there the study states its results. The mean
 * over all doublings of the budget, which weighs small budgets as much, stands beside it.
 */
public final class Claims {
  /** A gain by voting up to this share of the problems counts as none. */
  public static final double NEGLIGIBLE_GAIN = 0.05;

  /** Where fewer completions than this share end by themselves, mistakes decide nothing. */
  private static final double ENDED = 0.9;

  /** More mistakes on more than this share of the problems count as more on many. */
  public static final double MANY = 0.5;

  private static final Side DIRECT = new Side(Approach.DIRECT, false);
  private static final Side BACKTRACKING = new Side(Approach.BACKTRACKING, false);
  private static final Side MIX = new Side(Approach.MIX, false);
  private static final Side THINK = new Side(Approach.THINK, false);
  private static final Side TERSE = new Side(Approach.TERSE, false);
  private static final String OURS =
      "Not the study's: whether backtracking loses by its words or by its search";
  private static final String EQUAL_COMPUTE =
      "Difference in the share of solved problems, %s minus %s, at the largest budget of"
          + " floating-point operations that both reach";

  private static final String OURS_OF_TRAINING =
      "Not the study's: its models learn from as many problems, not with as much compute";
  private static final String EQUAL_TRAINING =
      ", of models whose trainings took floating-point operations that differ by a tenth at most";

  private static final List<Hypothesis> HYPOTHESES =
      List.of(
          new Hypothesis(
              above(
                  "countdown-direct-leads",
                  "On CountDown, direct answers beat backtracking at equal compute.",
                  "Figure 1; accuracy against compute at four sizes of model",
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "direct", "backtracking")),
              equalCompute(countdown(), "CountDown", DIRECT, BACKTRACKING)::in),
          new Hypothesis(
              above(
                  "sudoku-backtracking-leads",
                  "On Sudoku, backtracking beats direct answers at equal compute.",
                  "Figure 1; accuracy against compute at four sizes of model",
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "backtracking", "direct")),
              equalCompute(sudoku(), "Sudoku", BACKTRACKING, DIRECT)::in),
          new Hypothesis(
              new Claim(
                  "backtracking-makes-more-mistakes",
                  "On many problems the backtracking model makes more mistakes than the direct"
                      + " one.",
                  "Mistakes of the 17M models, problem by problem",
                  "Share of the problems that both solve on which backtracking makes more mistakes"
                      + " before its first success; more than half counts as many",
                  Unit.SHARE,
                  Claim.Side.ABOVE,
                  MANY),
              mistakes()::in),
          new Hypothesis(
              above(
                  "mix-helps",
                  "Training on depth-first and breadth-first searches helps over depth-first"
                      + " alone.",
                  "Variants of the 17M model: mix-backtracking",
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "mix", "backtracking")),
              equalCompute(countdown(), "CountDown", MIX, BACKTRACKING)::in),
          new Hypothesis(
              above(
                  "think-helps",
                  "Leaving out what the model can judge without writing helps over a full search.",
                  "Variants of the 17M model: think-backtracking",
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "think", "backtracking")),
              equalCompute(countdown(), "CountDown", THINK, BACKTRACKING)::in),
          new Hypothesis(
              new Claim(
                  "voting-gains-nothing",
                  "Without a verifier, more direct samples gain nothing: majority vote.",
                  "Majority vote of the 17M direct model",
                  "Share of problems solved by the majority of the most completions measured, minus"
                      + " pass@1; gains below 5 percentage points count as none",
                  Unit.DIFFERENCE,
                  Claim.Side.BELOW,
                  NEGLIGIBLE_GAIN),
              MajorityVote::in),
          new Hypothesis(
              above(
                  "grpo-lifts-backtracking",
                  "After GRPO the backtracking model solves more.",
                  "Models before and after GRPO",
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "backtracking after GRPO", "before")),
              equalCompute(
                      countdown(), "CountDown", new Side(Approach.BACKTRACKING, true), BACKTRACKING)
                  ::in),
          new Hypothesis(
              above(
                  "grpo-narrows-direct",
                  "After GRPO the direct model solves fewer problems with many samples.",
                  "Models before and after GRPO",
                  "Difference in pass@k at the largest k of both, before minus after GRPO"),
              narrowing()::in),
          new Hypothesis(
              above(
                  "depth-weakens-direct",
                  "In deeper searches the advantage of direct answers shrinks: stacked CountDown.",
                  "Appendix D",
                  "Advantage of direct over backtracking at the largest common budget of"
                      + " floating-point operations, on CountDown minus on stacked CountDown"),
              new DifferenceOfDifferences(
                      equalCompute(countdown(), "CountDown", DIRECT, BACKTRACKING),
                      equalCompute(
                          run -> run.isOf("stacked-countdown", ""),
                          "stacked CountDown",
                          DIRECT,
                          BACKTRACKING))
                  ::in),
          new Hypothesis(
              above(
                  "ease-weakens-backtracking",
                  "In shallower searches the advantage of backtracking shrinks: easier Sudoku.",
                  "Appendix D",
                  "Advantage of backtracking over direct at the largest common budget of"
                      + " floating-point operations, on Sudoku minus on easier Sudoku"),
              new DifferenceOfDifferences(
                      equalCompute(sudoku(), "Sudoku", BACKTRACKING, DIRECT),
                      equalCompute(
                          run -> run.isOf("sudoku", "easier"),
                          "easier Sudoku",
                          BACKTRACKING,
                          DIRECT))
                  ::in),
          new Hypothesis(
              above(
                  "countdown-terse-leads",
                  "On CountDown, backtracking in few tokens beats direct answers at equal"
                      + " compute.",
                  OURS,
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "terse backtracking", "direct")),
              equalCompute(countdown(), "CountDown", TERSE, DIRECT)::in),
          new Hypothesis(
              above(
                  "sudoku-terse-leads",
                  "On Sudoku, backtracking in few tokens beats direct answers at equal compute.",
                  OURS,
                  String.format(Locale.ROOT, EQUAL_COMPUTE, "terse backtracking", "direct")),
              equalCompute(sudoku(), "Sudoku", TERSE, DIRECT)::in),
          new Hypothesis(
              above(
                  "countdown-direct-leads-equal-training",
                  "On CountDown, direct answers beat backtracking at equal compute, after equal"
                      + " training.",
                  OURS_OF_TRAINING,
                  String.format(
                      Locale.ROOT, EQUAL_COMPUTE + EQUAL_TRAINING, "direct", "backtracking")),
              equalTraining(countdown(), "CountDown", DIRECT, BACKTRACKING)::in),
          new Hypothesis(
              above(
                  "sudoku-backtracking-leads-equal-training",
                  "On Sudoku, backtracking beats direct answers at equal compute, after equal"
                      + " training.",
                  OURS_OF_TRAINING,
                  String.format(
                      Locale.ROOT, EQUAL_COMPUTE + EQUAL_TRAINING, "backtracking", "direct")),
              equalTraining(sudoku(), "Sudoku", BACKTRACKING, DIRECT)::in));

  private Claims() {}

  /**
   * A claim and where its number is looked up.
   *
   * @param claim what is claimed
   * @param evidence finds the number in runs
   */
  private record Hypothesis(Claim claim, Function<List<JudgedRun>, Evidence> evidence) {}

  /**
   * Judges all claims, each by itself.
   *
   * @param runs the first that has what a claim needs decides it
   */
  public static List<ClaimResult> judge(List<JudgedRun> runs) {
    return HYPOTHESES.stream()
        .map(hypothesis -> ClaimResult.of(hypothesis.claim(), hypothesis.evidence().apply(runs)))
        .toList();
  }

  private static Claim above(String id, String statement, String source, String tested) {
    return new Claim(id, statement, source, tested, Unit.DIFFERENCE, Claim.Side.ABOVE, 0);
  }

  private static PairedComparison equalCompute(
      Predicate<JudgedRun> runs, String where, Side first, Side second) {
    return equalCompute(runs, where, first, second, Caution.NONE);
  }

  private static PairedComparison equalTraining(
      Predicate<JudgedRun> runs, String where, Side first, Side second) {
    return equalCompute(runs, where, first, second, EqualTraining::caution);
  }

  private static PairedComparison equalCompute(
      Predicate<JudgedRun> runs, String where, Side first, Side second, Caution caution) {
    return new PairedComparison(
        runs,
        where,
        first,
        second,
        EqualCompute.DECIDING,
        Unit.DIFFERENCE,
        EqualCompute::words,
        EqualCompute.supporting(),
        caution);
  }

  private static PairedComparison mistakes() {
    Map<Metric, Supporting> supporting = new LinkedHashMap<>();
    supporting.put(
        Metric.DIFFERENCE_IN_MISTAKES, new Supporting("mean difference in mistakes", Unit.NUMBER));
    supporting.put(
        Metric.MISTAKES_EFFECT,
        new Supporting("matched-pairs rank-biserial correlation", Unit.NUMBER));
    return new PairedComparison(
        countdown(),
        "CountDown",
        BACKTRACKING,
        DIRECT,
        Metric.MORE_MISTAKES,
        Unit.SHARE,
        at -> "over the problems that both solve",
        supporting,
        Claims::cut);
  }

  /** The mistakes of chains that were cut are not known: only problems solved early are counted. */
  private static String cut(OverallFigures figures, JudgedModel searching, JudgedModel other) {
    return figures
        .last(searching, Metric.STOPPED_SHARE)
        .filter(row -> row.estimate().value() < ENDED)
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%.1f%% of the completions of %s were cut at their limit: what is counted are"
                        + " the problems that it solves before, where it makes few mistakes.",
                    100 * (1 - row.estimate().value()),
                    searching.model()))
        .orElse("");
  }

  private static PairedComparison narrowing() {
    return new PairedComparison(
        countdown(),
        "CountDown",
        DIRECT,
        new Side(Approach.DIRECT, true),
        Metric.DIFFERENCE_IN_PASS_AT_K,
        Unit.DIFFERENCE,
        at -> "at k = " + (int) at,
        Map.of(),
        Caution.NONE);
  }

  private static Predicate<JudgedRun> countdown() {
    return run -> run.isOf("countdown", "");
  }

  private static Predicate<JudgedRun> sudoku() {
    return run -> run.isOf("sudoku", "");
  }

  /**
   * The content of {@code claims.json}.
   *
   * @param rule how a verdict is reached
   * @param tested how many claims have an estimate
   * @param claims all of them, in a fixed order
   */
  public record ClaimsFile(String rule, int tested, List<ClaimResult> claims) {
    private static final String RULE =
        "Supported if the whole interval of the estimate lies on the claimed side of the bound,"
            + " contradicted if it lies wholly on the other side, undecided if the bound lies in"
            + " it, not run if the estimate cannot be computed. Undecided as well, whatever the"
            + " interval, if one of its models has not learned its trade: it is no better than"
            + " random legal play at equal tokens, or its accuracy on tuning problems rose by more"
            + " than 5 points in the last tenth of its training, or it searches and less than 95%"
            + " of its lines are right. Mistakes decide nothing where more"
            + " than a tenth of the searching model's completions were cut at their limit, and"
            + " claims about equal training nothing where the trainings were not. Each"
            + " interval is for one claim by itself.";

    /** Copies the list. */
    public ClaimsFile {
      claims = List.copyOf(claims);
    }

    /** Returns the content for all claims. */
    public static ClaimsFile of(List<ClaimResult> claims) {
      long tested = claims.stream().filter(claim -> claim.verdict() != Conclusion.NOT_RUN).count();
      return new ClaimsFile(RULE, (int) tested, claims);
    }
  }

  /** Equal compute, as claims are judged at it. */
  private static final class EqualCompute {
    /** Decides: the difference at the largest budget that both reach. */
    static final Metric DECIDING = Metric.DIFFERENCE_AT_FLOPS;

    private EqualCompute() {}

    static String words(double budget) {
      return String.format(
          Locale.ROOT,
          "at %.3g billion floating-point operations, the largest budget that both reach",
          budget / 1e9);
    }

    /** Numbers that stand beside it and decide nothing. */
    static Map<Metric, Supporting> supporting() {
      Map<Metric, Supporting> supporting = new LinkedHashMap<>();
      supporting.put(
          Metric.AREA_AT_FLOPS,
          new Supporting("mean over all doublings of floating-point operations", Unit.DIFFERENCE));
      supporting.put(
          Metric.DIFFERENCE_AT_FLOPS_PAPER,
          new Supporting("at the largest budget by the paper’s formula", Unit.DIFFERENCE));
      supporting.put(
          Metric.DIFFERENCE_AT_TOKENS,
          new Supporting("at the largest budget of generated tokens", Unit.DIFFERENCE));
      return supporting;
    }
  }
}
