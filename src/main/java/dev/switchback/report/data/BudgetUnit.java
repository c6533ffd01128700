package dev.switchback.report.data;

import dev.switchback.metric.Metric;

/** What a budget counts, and what is measured at budgets of it. */
public enum BudgetUnit {
  /** Generated tokens. */
  TOKENS(
      "tokens",
      "generated tokens",
      Metric.ACCURACY_AT_TOKENS,
      Metric.DIFFERENCE_AT_TOKENS,
      Metric.AREA_AT_TOKENS,
      Metric.CROSSOVER_AT_TOKENS),
  /** Floating-point operations. */
  FLOPS(
      "flops",
      "floating-point operations",
      Metric.ACCURACY_AT_FLOPS,
      Metric.DIFFERENCE_AT_FLOPS,
      Metric.AREA_AT_FLOPS,
      Metric.CROSSOVER_AT_FLOPS),
  /** Floating-point operations by the paper's formula. */
  FLOPS_PAPER(
      "flops-paper",
      "floating-point operations by the paper’s formula",
      Metric.ACCURACY_AT_FLOPS_PAPER,
      Metric.DIFFERENCE_AT_FLOPS_PAPER,
      Metric.AREA_AT_FLOPS_PAPER,
      Metric.CROSSOVER_AT_FLOPS_PAPER);

  private final String key;
  private final String words;
  private final Metric accuracy;
  private final Metric difference;
  private final Metric area;
  private final Metric crossover;

  BudgetUnit(
      String key, String words, Metric accuracy, Metric difference, Metric area, Metric crossover) {
    this.key = key;
    this.words = words;
    this.accuracy = accuracy;
    this.difference = difference;
    this.area = area;
    this.crossover = crossover;
  }

  /** As in names of files. */
  public String key() {
    return key;
  }

  /** As in a sentence. */
  public String words() {
    return words;
  }

  public Metric accuracy() {
    return accuracy;
  }

  public Metric difference() {
    return difference;
  }

  public Metric area() {
    return area;
  }

  public Metric crossover() {
    return crossover;
  }

  /** A budget as a sentence has it. */
  public String budget(double budget) {
    return this == TOKENS ? Formats.whole(budget) : Formats.operations(budget);
  }
}
