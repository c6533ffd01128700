package dev.switchback.metric.statistics;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * How many of n problems two sets of given sizes have in common if they are drawn independently:
 * the null distribution of their Jaccard index.
 *
 * @param problems n
 * @param first size of the first set
 * @param second size of the second
 */
public record Overlap(int problems, int first, int second) {

  /** The expected Jaccard index; 0 for two empty sets. */
  public double jaccard() {
    HypergeometricDistribution common = common();
    double sum = 0;
    for (int i = common.getSupportLowerBound(); i <= common.getSupportUpperBound(); i++) {
      sum += common.probability(i) * jaccard(i);
    }
    return sum;
  }

  /**
   * The Jaccard index at a quantile of the null distribution.
   *
   * @param probability 0 to 1
   */
  public double jaccardAt(double probability) {
    return jaccard(common().inverseCumulativeProbability(probability));
  }

  /** The chance of at least so many common problems. */
  public double pValue(int atLeast) {
    return Math.min(1, common().upperCumulativeProbability(atLeast));
  }

  private double jaccard(int common) {
    int either = first + second - common;
    return either == 0 ? 0 : (double) common / either;
  }

  private HypergeometricDistribution common() {
    return new HypergeometricDistribution(null, problems, first, second);
  }
}
