package dev.switchback.metric;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a {@link Measurement} measures. Those that compare are of a player and another on the same
 * problems; a difference is this player's figure minus the other's.
 */
public enum Metric {
  /** Probability that one of k completions is correct. */
  PASS_AT_K,
  /** The same by the paper's looser rule of what is correct. */
  PASS_AT_K_PAPER,
  /** {@link #PASS_AT_K} of the training whose number is in {@link Measurement#detail}. */
  PASS_AT_K_OF_TRAINING,
  /** Standard error that {@link #PASS_AT_K} has because models are trained only so often. */
  ERROR_BETWEEN_TRAININGS,
  /** Standard error that {@link #PASS_AT_K} has because there are only so many problems. */
  ERROR_BETWEEN_PROBLEMS,
  /** Probability that the answer which most of k completions claim is correct. */
  MAJORITY_AT_K,
  /** What {@link #MAJORITY_AT_K} gains over a single completion of the same problems. */
  MAJORITY_GAIN_AT_K,
  /** Probability that, of k completions that claim an answer, the likeliest is correct. */
  LIKELIEST_OF_K,
  /** Mean increase of {@link #PASS_AT_K} with each doubling of k. */
  PASS_PER_DOUBLING,
  /** Expected number of different correct answers among k completions. */
  DISTINCT_SOLUTIONS_AT_K,
  /** Expected number of different first moves among k completions. */
  DISTINCT_FIRST_MOVES_AT_K,
  /** Probability to solve a problem within a budget of generated tokens. */
  ACCURACY_AT_TOKENS,
  /** Probability to solve a problem within a budget of floating-point operations. */
  ACCURACY_AT_FLOPS,
  /** The same with the operations counted by the paper's formula. */
  ACCURACY_AT_FLOPS_PAPER,
  /** Mean number of generated tokens of a completion. */
  MEAN_TOKENS,
  /** Generated tokens for each node of the written search. */
  TOKENS_PER_NODE,
  /** Mean number of tokens that correct completions go on for after their solution. */
  TOKENS_AFTER_SOLUTION,
  /** Share of the completions that ended by themselves. */
  STOPPED_SHARE,
  /** Mean over solved problems of the expected mistakes before the first success. */
  MISTAKES,
  /** Share of the completions with an error of the class in {@link Measurement#detail}. */
  ERROR_SHARE,
  /** Share of the lines that are what the search writes there, given what stands before them. */
  RIGHT_LINES,
  /**
   * Share of the completions whose first wrong line is of the kind in {@link Measurement#detail}.
   */
  FIRST_WRONG_LINE,

  /** Difference in {@link #PASS_AT_K}. */
  DIFFERENCE_IN_PASS_AT_K,
  /** The largest k at which the lead in {@link #PASS_AT_K} changes. */
  CROSSOVER_OF_PASS_AT_K,
  /** Difference in {@link #ACCURACY_AT_TOKENS}. */
  DIFFERENCE_AT_TOKENS,
  /** Difference in {@link #ACCURACY_AT_FLOPS}. */
  DIFFERENCE_AT_FLOPS,
  /** Difference in {@link #ACCURACY_AT_FLOPS_PAPER}. */
  DIFFERENCE_AT_FLOPS_PAPER,
  /** Mean of {@link #DIFFERENCE_AT_TOKENS} over the doublings of the budget that both reach. */
  AREA_AT_TOKENS,
  /** Mean of {@link #DIFFERENCE_AT_FLOPS} over the doublings of the budget that both reach. */
  AREA_AT_FLOPS,
  /** Mean of {@link #DIFFERENCE_AT_FLOPS_PAPER} over the doublings of the budget. */
  AREA_AT_FLOPS_PAPER,
  /** The largest budget of tokens at which the lead changes. */
  CROSSOVER_AT_TOKENS,
  /** The largest budget of floating-point operations at which the lead changes. */
  CROSSOVER_AT_FLOPS,
  /** The same with the operations counted by the paper's formula. */
  CROSSOVER_AT_FLOPS_PAPER,
  /** Share of the problems that both solve, each with its completions in drawn order. */
  BOTH_AT_TOKENS,
  /** Share of the problems that this player alone solves, in drawn order. */
  ONLY_THIS_AT_TOKENS,
  /** Share of the problems that the other player alone solves, in drawn order. */
  ONLY_OTHER_AT_TOKENS,
  /** Share of the problems that neither solves, in drawn order. */
  NEITHER_AT_TOKENS,
  /** McNemar's exact p value for completions in drawn order, at a budget of tokens. */
  MCNEMAR_AT_TOKENS,
  /** Mean difference in mistakes before the first success, over the problems that both solve. */
  DIFFERENCE_IN_MISTAKES,
  /** Share of the problems that both solve on which this player makes more mistakes. */
  MORE_MISTAKES,
  /** Share of the problems that both solve on which this player makes fewer mistakes. */
  FEWER_MISTAKES,
  /** The sign test's exact p value for {@link #MORE_MISTAKES} against {@link #FEWER_MISTAKES}. */
  MISTAKES_SIGN_TEST,
  /** Wilcoxon's p value for signed ranks of the differences in mistakes. */
  MISTAKES_WILCOXON,
  /** Matched-pairs rank-biserial correlation of the mistakes, from -1 to 1: the effect size. */
  MISTAKES_EFFECT,
  /** Spearman's rank correlation of the mistakes of two players. */
  MISTAKES_CORRELATION,
  /** The p value of {@link #MISTAKES_CORRELATION} where the two are independent. */
  MISTAKES_CORRELATION_TEST,
  /**
   * Jaccard index of the sets of problems that two players solve with mistakes in a bin, whose
   * lower end is {@link Measurement#at}.
   */
  JACCARD_OF_MISTAKES,
  /** What {@link #JACCARD_OF_MISTAKES} would be if the sets were drawn independently. */
  JACCARD_BY_CHANCE,
  /** The p value of a {@link #JACCARD_OF_MISTAKES} at least as large by chance. */
  JACCARD_TEST,

  /** Area under the receiver operating curve of predicting what a player solves. */
  PREDICTION_AUC,
  /** Mean negative log-likelihood of the predictions, in nats. */
  PREDICTION_LOG_LOSS,
  /** Log loss of predicting every problem's chance to be the mean. */
  PREDICTION_LOG_LOSS_OF_MEAN,
  /** Mean squared error of the predicted probabilities. */
  PREDICTION_BRIER,
  /** Solved share of the problems with like predictions, whose mean is {@link Measurement#at}. */
  PREDICTION_CALIBRATION,
  /**
   * Change of the log-odds to be solved for a standard deviation more of the feature in {@link
   * Measurement#detail}.
   */
  FEATURE_EFFECT,
  /** Share of the problems that the router gives to the player in {@link Measurement#detail}. */
  ROUTED_SHARE;

  /** Returns the name in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the metric of the given key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Metric of(String key) {
    return Arrays.stream(values())
        .filter(metric -> metric.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot read a metric: "
                        + key
                        + ", expected one of "
                        + Arrays.stream(values()).map(Metric::key).toList()));
  }
}
