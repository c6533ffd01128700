package dev.switchback.metric.statistics;

/**
 * The exact sign test: of pairs that differ, do as many differ one way as the other? On problems
 * that one of two players solves and the other does not, it is McNemar's exact test.
 *
 * @param more pairs in which the first is larger
 * @param fewer pairs in which the second is
 */
public record SignTest(long more, long fewer) {
  /**
   * Returns the two-sided p value: twice the smaller binomial tail at one half, at most 1. It is 1
   * where no pair differs.
   */
  public double pValue() {
    long discordant = more + fewer;
    long smaller = Math.min(more, fewer);
    double logTerm = -discordant * Math.log(2);
    double tail = Math.exp(logTerm);
    for (long i = 1; i <= smaller; i++) {
      logTerm += Math.log(discordant - i + 1.0) - Math.log(i);
      tail += Math.exp(logTerm);
    }
    return Math.min(1, 2 * tail);
  }
}
