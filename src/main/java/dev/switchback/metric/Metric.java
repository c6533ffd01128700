package dev.switchback.metric;

import java.util.Arrays;
import java.util.Locale;

/** What a {@link Measurement} measures. */
public enum Metric {
  /** Probability that one of k completions is correct. */
  PASS_AT_K,
  /** The same by the paper's looser rule of what is correct. */
  PASS_AT_K_PAPER,
  /** Probability to solve a problem within a budget of generated tokens. */
  ACCURACY_AT_TOKENS,
  /** Probability to solve a problem within a budget of floating-point operations. */
  ACCURACY_AT_FLOPS,
  /** Mean number of generated tokens of a completion. */
  MEAN_TOKENS,
  /** Share of the completions that ended by themselves. */
  STOPPED_SHARE,
  /** Mean over solved problems of the expected mistakes before the first success. */
  MISTAKES,
  /** Share of the completions with an error of the class in {@link Measurement#detail}. */
  ERROR_SHARE,
  /** Difference in {@link #PASS_AT_K} to the player in {@link Measurement#detail}. */
  DIFFERENCE_IN_PASS_AT_K,
  /** Difference in {@link #ACCURACY_AT_TOKENS} to the player in {@link Measurement#detail}. */
  DIFFERENCE_AT_TOKENS,
  /** Difference in {@link #ACCURACY_AT_FLOPS} to the player in {@link Measurement#detail}. */
  DIFFERENCE_AT_FLOPS,
  /**
   * McNemar's exact p value for this and the other player, both taking their completions in drawn
   * order, at a budget of tokens.
   */
  MCNEMAR_AT_TOKENS;

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
