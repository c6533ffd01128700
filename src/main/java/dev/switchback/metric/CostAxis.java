package dev.switchback.metric;

/** The units of test-time compute in which players are compared, with the metrics of each. */
public enum CostAxis {
  /** Generated tokens, which every player has. */
  TOKENS(
      Metric.ACCURACY_AT_TOKENS,
      Metric.DIFFERENCE_AT_TOKENS,
      Metric.AREA_AT_TOKENS,
      Metric.CROSSOVER_AT_TOKENS),
  /**
   * Floating-point operations as {@link dev.switchback.metric.estimate.DecodingCost} counts them;
   * only models have them.
   */
  FLOPS(
      Metric.ACCURACY_AT_FLOPS,
      Metric.DIFFERENCE_AT_FLOPS,
      Metric.AREA_AT_FLOPS,
      Metric.CROSSOVER_AT_FLOPS),
  /**
   * Floating-point operations by the paper's formula, {@link
   * dev.switchback.metric.estimate.GenerationCost}.
   */
  FLOPS_PAPER(
      Metric.ACCURACY_AT_FLOPS_PAPER,
      Metric.DIFFERENCE_AT_FLOPS_PAPER,
      Metric.AREA_AT_FLOPS_PAPER,
      Metric.CROSSOVER_AT_FLOPS_PAPER);

  private final Metric accuracy;
  private final Metric difference;
  private final Metric area;
  private final Metric crossover;

  CostAxis(Metric accuracy, Metric difference, Metric area, Metric crossover) {
    this.accuracy = accuracy;
    this.difference = difference;
    this.area = area;
    this.crossover = crossover;
  }

  /** The metric of one player. */
  public Metric accuracy() {
    return accuracy;
  }

  /** The metric of two players at one budget. */
  public Metric difference() {
    return difference;
  }

  /** The metric of two players over all budgets. */
  public Metric area() {
    return area;
  }

  /** The metric of the budget at which the lead of two players changes. */
  public Metric crossover() {
    return crossover;
  }
}
