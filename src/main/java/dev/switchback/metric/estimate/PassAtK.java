package dev.switchback.metric.estimate;

import java.util.Locale;

/**
 * The probability that at least one of k completions is correct.
 *
 * <p>The estimator is that of Chen et al. 2021 (arXiv 2107.03374, equation 1): with n completions
 * of which c are correct, {@code 1 - C(n-c, k) / C(n, k)}, computed as a product so that nothing
 * overflows. Its expectation is the true probability for every k up to n.
 */
public final class PassAtK {
  private PassAtK() {}

  /**
   * Returns the unbiased estimate of pass@k.
   *
   * @param samples how many completions were drawn, n
   * @param correct how many of them are correct, c
   * @param k how many the player may draw, from 1 to {@code samples}
   * @throws IllegalArgumentException if {@code samples < k}: there is no unbiased estimate then
   */
  public static double estimate(int samples, int correct, int k) {
    if (correct < 0 || correct > samples) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot estimate pass@k: %d correct of %d samples, expected 0 to %d correct",
              correct,
              samples,
              samples));
    }
    if (k < 1 || k > samples) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot estimate pass@%d: %d samples, expected k from 1 to the number of samples;"
                  + " draw more samples or leave this k out",
              k,
              samples));
    }
    double allWrong = 1;
    for (int i = samples - correct + 1; i <= samples; i++) {
      allWrong *= Math.max(0, 1 - (double) k / i);
    }
    return 1 - allWrong;
  }
}
