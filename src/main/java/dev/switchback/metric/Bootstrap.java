package dev.switchback.metric;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * Percentile bootstrap intervals over problems (Efron and Tibshirani 1993, chapter 13).
 *
 * <p>Problems are resampled, never completions: completions of one problem are not independent.
 * Draw number d of n problems is a function of (seed, d, n) alone, so that every figure over the
 * same problems sees the same resamples.
 *
 * <p>Where all problems have the same value, resampling says nothing (it would give an interval of
 * width 0 from three problems). For shares the exact bound takes over there: if all of n values in
 * [0, 1] are 0, a true mean above {@code 1 - (alpha/2)^(1/n)} would show this with a probability
 * below alpha/2, since {@code P(X = 0) <= 1 - E(X)}; likewise for 1.
 *
 * @param draws number of resamples
 * @param confidence for example 0.95
 * @param seed of the resamples
 */
public record Bootstrap(int draws, double confidence, long seed) {
  private static final String PURPOSE = "bootstrap";

  /** Checks the number of draws and the confidence. */
  public Bootstrap {
    if (draws < 1 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Cannot bootstrap: %d draws at confidence %s, expected at least 1 draw and a confidence between 0 and 1"
              .formatted(draws, confidence));
    }
  }

  /** Returns the mean over problems of any quantity, with its interval. */
  public Estimate mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "Cannot estimate a mean: 0 problems, expected at least 1; was anything sampled?");
    }
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      means[draw] = resampledMean(values, RandomStream.of(seed, PURPOSE, draw, values.length));
    }
    Arrays.sort(means);
    double tail = (1 - confidence) / 2;
    double low = means[(int) Math.floor(tail * (draws - 1))];
    double high = means[(int) Math.ceil((1 - tail) * (draws - 1))];
    return new Estimate(Arrays.stream(values).average().orElseThrow(), low, high, values.length);
  }

  /**
   * Returns the mean over problems of a share, with its interval.
   *
   * @param values one number in [0, 1] for each problem
   */
  public Estimate share(double[] values) {
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "Cannot estimate a share: value " + value + " of a problem, expected 0 to 1");
      }
    }
    Estimate mean = mean(values);
    double bound = 1 - Math.pow((1 - confidence) / 2, 1.0 / values.length);
    if (mean.value() == 0) {
      return new Estimate(0, 0, bound, values.length);
    }
    if (mean.value() == 1) {
      return new Estimate(1, 1 - bound, 1, values.length);
    }
    return mean;
  }

  /**
   * Returns the mean difference first minus second of two players on the same problems, with the
   * interval of the paired bootstrap; problem i is at index i in both.
   */
  public Estimate difference(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Cannot compare two players: %d and %d problems, expected the same problems in the same order"
              .formatted(first.length, second.length));
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    return mean(differences);
  }

  private static double resampledMean(double[] values, RandomStream random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[random.nextInt(values.length)];
    }
    return sum / values.length;
  }
}
