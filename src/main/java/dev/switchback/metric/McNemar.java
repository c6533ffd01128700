package dev.switchback.metric;

/**
 * McNemar's exact test: do two players differ on the same problems?
 *
 * @param onlyFirst problems that only the first player solved
 * @param onlySecond problems that only the second player solved
 */
public record McNemar(int onlyFirst, int onlySecond) {
  /** Counts the problems on which two players disagree; problem i is at index i in both. */
  public static McNemar of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "Cannot compare two players: %d and %d problems, expected the same problems in the same order"
              .formatted(first.length, second.length));
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      if (first[i] && !second[i]) {
        onlyFirst++;
      } else if (second[i] && !first[i]) {
        onlySecond++;
      }
    }
    return new McNemar(onlyFirst, onlySecond);
  }

  /**
   * Returns the two-sided p value: twice the smaller binomial tail at one half, at most 1. It is 1
   * where the players never disagree.
   */
  public double pValue() {
    int discordant = onlyFirst + onlySecond;
    int smaller = Math.min(onlyFirst, onlySecond);
    double logTerm = -discordant * Math.log(2);
    double tail = Math.exp(logTerm);
    for (int i = 1; i <= smaller; i++) {
      logTerm += Math.log(discordant - i + 1.0) - Math.log(i);
      tail += Math.exp(logTerm);
    }
    return Math.min(1, 2 * tail);
  }
}
