package dev.switchback.metric.estimate;

import java.util.Arrays;
import java.util.Locale;

/** How many mistakes a player makes before its first correct answer. */
public final class ExpectedMistakes {
  private ExpectedMistakes() {}

  /**
   * Returns the expected number of mistakes before the first success when exchangeable completions
   * come one after another.
   *
   * <p>Of n completions with c correct ones, each failure comes before all c successes with
   * probability 1 / (c + 1), so the expectation is the sum of the failures' mistakes over (c + 1),
   * plus the mean of the successes' own mistakes. Where each failure is one mistake and a success
   * none, this is (n - c) / (c + 1).
   *
   * @param ofFailures mistakes in each completion that is not correct
   * @param ofSuccesses mistakes in each correct completion before its claim; at least one
   * @throws IllegalArgumentException without a success: how long it would have taken is not known
   */
  public static double beforeFirstSuccess(double[] ofFailures, double[] ofSuccesses) {
    if (ofSuccesses.length == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot count mistakes before the first success: 0 correct of %d completions,"
                  + " expected at least 1",
              ofFailures.length));
    }
    return Arrays.stream(ofFailures).sum() / (ofSuccesses.length + 1)
        + Arrays.stream(ofSuccesses).average().orElseThrow();
  }
}
