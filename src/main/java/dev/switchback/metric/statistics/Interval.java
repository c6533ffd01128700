package dev.switchback.metric.statistics;

import dev.switchback.metric.Estimate;
import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Intervals from the values that a figure takes in bootstrap resamples.
 *
 * <p>The bias-corrected and accelerated interval (BCa; Efron 1987; Efron and Tibshirani 1993,
 * chapter 14): its ends are the resamples' quantiles at {@code Phi(z0 + (z0 + z) / (1 - a (z0 +
 * z)))}, where z0 is the normal quantile of the share of resamples below the figure, and a, a sixth
 * of the skewness of the figure's influence values over the root of their number, is a sixth of the
 * skewness of the resamples. For z stand the quantiles of Student's t instead of the normal
 * distribution, since the spread is estimated as well (Hesterberg 2015, section 4.2).
 */
public final class Interval {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final int LARGEST_FREEDOM = 10_000;

  private Interval() {}

  /**
   * The BCa interval.
   *
   * @param value of the figure itself
   * @param resampled its values in the resamples; sorted by this method
   * @param problems how many it rests on
   */
  public static Estimate accelerated(
      double value, double[] resampled, double confidence, int problems) {
    Arrays.sort(resampled);
    double acceleration = skewness(resampled) / 6;
    double bias = bias(value, resampled);
    double z = quantileOfT((1 + confidence) / 2, problems);
    double low = quantile(resampled, adjusted(bias, -z, acceleration), false);
    double high = quantile(resampled, adjusted(bias, z, acceleration), true);
    return new Estimate(value, Math.min(low, value), Math.max(high, value), problems);
  }

  /** The percentile interval, for figures that are no smooth function of means. */
  public static Estimate percentile(
      double value, double[] resampled, double confidence, int problems) {
    Arrays.sort(resampled);
    double low = quantile(resampled, (1 - confidence) / 2, false);
    double high = quantile(resampled, (1 + confidence) / 2, true);
    return new Estimate(value, Math.min(low, value), Math.max(high, value), problems);
  }

  private static double adjusted(double bias, double z, double acceleration) {
    double shifted = bias + z;
    double stretched = 1 - acceleration * shifted;
    return NORMAL.cumulativeProbability(bias + shifted / Math.max(stretched, 1e-3));
  }

  /** The normal quantile of the share of resamples below the value, ties counted half. */
  private static double bias(double value, double[] sorted) {
    double below = 0;
    for (double resample : sorted) {
      below += resample < value ? 1 : resample == value ? 0.5 : 0;
    }
    double half = 0.5 / sorted.length;
    double share = Math.min(1 - half, Math.max(half, below / sorted.length));
    return NORMAL.inverseCumulativeProbability(share);
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double second = 0;
    double third = 0;
    for (double value : values) {
      double deviation = value - mean;
      second += deviation * deviation;
      third += deviation * deviation * deviation;
    }
    double variance = second / values.length;
    return variance == 0 ? 0 : third / values.length / Math.pow(variance, 1.5);
  }

  private static double quantileOfT(double probability, int problems) {
    return problems - 1 > LARGEST_FREEDOM
        ? NORMAL.inverseCumulativeProbability(probability)
        : new TDistribution(null, Math.max(1, problems - 1))
            .inverseCumulativeProbability(probability);
  }

  private static double quantile(double[] sorted, double probability, boolean up) {
    double place = Math.max(0, Math.min(1, probability)) * (sorted.length - 1);
    return sorted[(int) (up ? Math.ceil(place) : Math.floor(place))];
  }
}
