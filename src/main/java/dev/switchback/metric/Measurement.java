package dev.switchback.metric;

/**
 * One measured figure.
 *
 * @param player whose figure it is
 * @param metric what is measured
 * @param detail the other player of a comparison (the figure is this one's minus the other's), the
 *     class of an error share, otherwise empty
 * @param at the k or the budget, 0 where the metric has none
 * @param stratum the problems it is about
 * @param estimate figure, interval and number of problems; a p value has no interval of its own and
 *     repeats the value there
 * @param samples completions it rests on, of both players in a comparison
 * @param censored share of the problems whose completions ran out before the budget; they count as
 *     not solved
 */
public record Measurement(
    String player,
    Metric metric,
    String detail,
    double at,
    Stratum stratum,
    Estimate estimate,
    long samples,
    double censored) {
  /** A figure about all problems. */
  public Measurement(
      String player,
      Metric metric,
      String detail,
      double at,
      Estimate estimate,
      long samples,
      double censored) {
    this(player, metric, detail, at, Stratum.ALL, estimate, samples, censored);
  }

  /** The same difference seen from the other player: that one's figure minus this one's. */
  @SuppressWarnings("ArgumentSelectionDefectChecker")
  public Measurement turned() {
    return new Measurement(
        detail,
        metric,
        player,
        at,
        stratum,
        new Estimate(-estimate.value(), -estimate.high(), -estimate.low(), estimate.problems()),
        samples,
        censored);
  }
}
