package dev.switchback.metric;

/**
 * A figure and the interval it comes with.
 *
 * @param value the point estimate
 * @param low lower end of the confidence interval
 * @param high upper end of the confidence interval
 * @param problems how many problems it rests on
 */
public record Estimate(double value, double low, double high, int problems) {
  /** Whether zero lies outside the interval: for a difference, whether the players differ. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
