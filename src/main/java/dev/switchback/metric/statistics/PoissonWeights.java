package dev.switchback.metric.statistics;

import dev.switchback.random.RandomStream;

/**
 * The weights that one problem has in each resample of a bootstrap: independent Poisson numbers of
 * mean 1, a function of the seed and the problem alone. Where a resample of n problems draws each
 * problem a binomial number of times, this is its limit for large n (Hanley and MacGibbon 2006);
 * means are taken as ratios of sums, so that the number of problems in a resample does not matter.
 * No problem has to know of another, which is what lets a resample be added up in any order and
 * place.
 */
public final class PoissonWeights {
  private static final String PURPOSE = "bootstrap";
  private static final double[] AT_MOST = distribution();

  private PoissonWeights() {}

  /** The weights of a problem in so many resamples. */
  public static void draw(long seed, String problem, double[] weights) {
    draw(RandomStream.of(RandomStream.hash(seed, problem), PURPOSE), weights);
  }

  /** The weights of problem number {@code index} in so many resamples. */
  public static void draw(long seed, long index, double[] weights) {
    draw(RandomStream.of(seed, PURPOSE, index), weights);
  }

  private static void draw(RandomStream random, double[] weights) {
    for (int i = 0; i < weights.length; i++) {
      double uniform = random.nextDouble();
      int weight = 0;
      while (weight < AT_MOST.length && uniform >= AT_MOST[weight]) {
        weight++;
      }
      weights[i] = weight;
    }
  }

  /** P(X <= i), up to where it is 1 in double precision. */
  private static double[] distribution() {
    double[] atMost = new double[18];
    double term = Math.exp(-1);
    double sum = 0;
    for (int i = 0; i < atMost.length; i++) {
      sum += term;
      atMost[i] = sum;
      term /= i + 1;
    }
    return atMost;
  }
}
