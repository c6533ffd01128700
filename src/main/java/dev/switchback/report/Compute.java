package dev.switchback.report;

import dev.switchback.metric.Metric;

/** What a budget counts, and what is measured at budgets of it. */
enum Compute {
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

  Compute(
      String key, String words, Metric accuracy, Metric difference, Metric area, Metric crossover) {
    this.key = key;
    this.words = words;
    this.accuracy = accuracy;
    this.difference = difference;
    this.area = area;
    this.crossover = crossover;
  }

  /** As in names of files. */
  String key() {
    return key;
  }

  /** As in a sentence. */
  String words() {
    return words;
  }

  Metric accuracy() {
    return accuracy;
  }

  Metric difference() {
    return difference;
  }

  Metric area() {
    return area;
  }

  Metric crossover() {
    return crossover;
  }

  /** A budget as a sentence has it. */
  String budget(double budget) {
    return this == TOKENS ? Wording.whole(budget) : Wording.operations(budget);
  }
}
