package dev.switchback.metric.statistics;

import dev.switchback.metric.Estimate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Spearman's rank correlation of pairs of numbers, equal numbers with their mean rank.
 *
 * @param value from -1 to 1; NaN if one side does not vary
 * @param pairs how many there are
 */
public record RankCorrelation(double value, long pairs) {
  /** Two numbers that belong together. */
  public record XAndY(double x, double y) implements Comparable<XAndY> {
    @Override
    public int compareTo(XAndY other) {
      int byX = Double.compare(x, other.x);
      return byX != 0 ? byX : Double.compare(y, other.y);
    }
  }

  /**
   * Correlates.
   *
   * @param counts how many pairs there are of each kind
   */
  public static RankCorrelation of(NavigableMap<XAndY, Long> counts) {
    Map<Double, Double> xRanks = new TreeMap<>();
    Map<Double, Double> yRanks = new TreeMap<>();
    counts.forEach(
        (pair, count) -> {
          xRanks.merge(pair.x, (double) count, Double::sum);
          yRanks.merge(pair.y, (double) count, Double::sum);
        });
    long pairs = counts.values().stream().mapToLong(Long::longValue).sum();
    toRanks(xRanks);
    toRanks(yRanks);
    double middle = (pairs + 1) / 2.0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (Map.Entry<XAndY, Long> entry : counts.entrySet()) {
      double x = xRanks.get(entry.getKey().x) - middle;
      double y = yRanks.get(entry.getKey().y) - middle;
      xx += entry.getValue() * x * x;
      yy += entry.getValue() * y * y;
      xy += entry.getValue() * x * y;
    }
    return new RankCorrelation(xy / Math.sqrt(xx * yy), pairs);
  }

  /** Whether both sides vary, and there are pairs enough for an interval. */
  public boolean isMeasured() {
    return !Double.isNaN(value) && pairs > 3;
  }

  /**
   * The interval by Fisher's transformation, with the variance of Bonett and Wright (2000): {@code
   * (1 + r^2 / 2) / (n - 3)}.
   */
  public Estimate estimate(double confidence) {
    double z = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
    double limited = Math.max(-1 + 1e-12, Math.min(1 - 1e-12, value));
    double center = Math.log((1 + limited) / (1 - limited)) / 2;
    double reach = z * Math.sqrt((1 + value * value / 2) / (pairs - 3));
    return new Estimate(value, Math.tanh(center - reach), Math.tanh(center + reach), (int) pairs);
  }

  /** The two-sided p value where the two are independent, by Student's t with n - 2 degrees. */
  public double pValue() {
    double freedom = pairs - 2.0;
    double rest = 1 - value * value;
    if (rest <= 0) {
      return 0;
    }
    double t = Math.abs(value) * Math.sqrt(freedom / rest);
    return Math.min(1, 2 * new TDistribution(null, freedom).cumulativeProbability(-t));
  }

  private static void toRanks(Map<Double, Double> counts) {
    double before = 0;
    for (Map.Entry<Double, Double> entry : counts.entrySet()) {
      double alike = entry.getValue();
      entry.setValue(before + (alike + 1) / 2);
      before += alike;
    }
  }
}
