package dev.switchback.metric.evaluation;

import dev.switchback.metric.evaluation.FigureSums.Sums;
import java.io.Serializable;

/**
 * What a pass over problems adds up. Tallies of different problems merge into that of all, the same
 * whatever the order. Not safe for use by several threads.
 */
public final class Tally implements Serializable {
  private final Sums sums;
  private final Distributions distributions = new Distributions();
  private long problems;

  Tally(Sums sums) {
    this.sums = sums;
  }

  /** Adds what another tally has counted, of other problems, to this one. */
  public Tally merge(Tally other) {
    sums.merge(other.sums);
    distributions.merge(other.distributions);
    problems += other.problems;
    return this;
  }

  /** How many problems there were. */
  public long problems() {
    return problems;
  }

  void count(ProblemResults results, EvaluationPlan plan, FigureSums figures) {
    figures.add(results, sums);
    distributions.add(results, plan);
    problems++;
  }

  Sums sums() {
    return sums;
  }

  Distributions distributions() {
    return distributions;
  }
}
