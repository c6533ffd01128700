package dev.switchback.report.data;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Metric;

/** What a budget counts, in words, and what is measured at budgets of it. */
public enum BudgetUnit {
  /** Generated tokens. */
  TOKENS("tokens", "generated tokens", CostAxis.TOKENS),
  /** Floating-point operations. */
  FLOPS("flops", "floating-point operations", CostAxis.FLOPS),
  /** Floating-point operations by the paper's formula. */
  FLOPS_PAPER(
      "flops-paper", "floating-point operations by the paper’s formula", CostAxis.FLOPS_PAPER);

  private final String key;
  private final String words;
  private final CostAxis axis;

  BudgetUnit(String key, String words, CostAxis axis) {
    this.key = key;
    this.words = words;
    this.axis = axis;
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
    return axis.accuracy();
  }

  public Metric difference() {
    return axis.difference();
  }

  public Metric area() {
    return axis.area();
  }

  public Metric crossover() {
    return axis.crossover();
  }

  /** A budget as a sentence has it. */
  public String budget(double budget) {
    return this == TOKENS ? Formats.whole(budget) : Formats.operations(budget);
  }
}
