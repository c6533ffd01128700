package dev.switchback.metric.statistics;

import dev.switchback.metric.Estimate;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;

/**
 * Bootstrap intervals over problems (Efron and Tibshirani 1993).
 *
 * <p>Problems are resampled, never completions: completions of one problem are not independent. A
 * problem's weights in the resamples ({@link PoissonWeights}) are a function of the seed and the
 * problem, so that every figure sees the same resamples, two players on the same problems are
 * resampled in pairs, and no figure depends on how the problems are spread over a cluster. The ends
 * of an interval are those of {@link Interval}.
 *
 * <p>Where all problems have the same value, resampling says nothing (it would give an interval of
 * width 0 from three problems). For shares the exact bound takes over there: if all of n values in
 * [0, 1] are 0, a true mean above {@code 1 - (alpha/2)^(1/n)} would show this with a probability
 * below alpha/2, since {@code P(X = 0) <= 1 - E(X)}; likewise for 1, and on both sides for
 * differences that are all 0.
 *
 * @param draws number of resamples
 * @param confidence for example 0.95
 * @param seed of the resamples
 */
public record Bootstrap(int draws, double confidence, long seed) implements Serializable {
  /** Checks the number of draws and the confidence. */
  public Bootstrap {
    if (draws < 1 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot bootstrap: %d draws at confidence %s, expected at least 1 draw and a"
                  + " confidence between 0 and 1",
              draws,
              confidence));
    }
  }

  /** Returns the mean over problems of any quantity, with its interval; problem i is at index i. */
  public Estimate mean(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "Cannot estimate a mean: 0 problems, expected at least 1; was anything sampled?");
    }
    double[] sums = new double[draws];
    double[] problems = new double[draws];
    double[] weights = new double[draws];
    for (int i = 0; i < values.length; i++) {
      PoissonWeights.draw(seed, i, weights);
      for (int draw = 0; draw < draws; draw++) {
        sums[draw] += weights[draw] * values[i];
        problems[draw] += weights[draw];
      }
    }
    return mean(Arrays.stream(values).average().orElseThrow(), sums, problems, values.length);
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
    return bounded(mean(values));
  }

  /**
   * Returns the mean difference first minus second of two players on the same problems, with the
   * interval of the paired bootstrap; problem i is at index i in both.
   */
  public Estimate difference(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot compare two players: %d and %d problems, expected the same problems in the"
                  + " same order",
              first.length,
              second.length));
    }
    double[] differences = new double[first.length];
    Arrays.setAll(differences, i -> first[i] - second[i]);
    boolean same = Arrays.stream(differences).allMatch(each -> each == 0);
    double bound = bound(differences.length);
    return same ? new Estimate(0, -bound, bound, differences.length) : mean(differences);
  }

  /**
   * A ratio of two sums with its interval.
   *
   * @param sums of what is measured, in each resample
   * @param weights the sums that they are divided by, in each resample
   */
  Estimate mean(double value, double[] sums, double[] weights, int problems) {
    return Interval.accelerated(value, ratios(value, sums, weights), confidence, problems);
  }

  /** The exact interval of a share where it is 0 or 1, the given one elsewhere. */
  public Estimate bounded(Estimate share) {
    double bound = bound(share.problems());
    if (share.value() == 0) {
      return new Estimate(0, 0, bound, share.problems());
    }
    if (share.value() == 1) {
      return new Estimate(1, 1 - bound, 1, share.problems());
    }
    return share;
  }

  /** How large a share may be, in truth, of which n problems show nothing. */
  public double bound(int problems) {
    return 1 - Math.pow((1 - confidence) / 2, 1.0 / problems);
  }

  /** Ratios of resampled sums; a resample without a problem says no more than the value itself. */
  public static double[] ratios(double value, double[] sums, double[] weights) {
    double[] ratios = new double[sums.length];
    Arrays.setAll(ratios, i -> weights[i] == 0 ? value : sums[i] / weights[i]);
    return ratios;
  }
}
