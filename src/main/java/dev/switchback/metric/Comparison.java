package dev.switchback.metric;

import java.util.ArrayList;
import java.util.List;

/** Compares two players on the problems that both have. */
final class Comparison {
  private final Player first;
  private final Player second;
  private final List<String> problems;
  private final Bootstrap bootstrap;

  Comparison(Player first, Player second, Bootstrap bootstrap) {
    this.first = first;
    this.second = second;
    this.problems =
        first.outcomes().keySet().stream().filter(second.outcomes()::containsKey).toList();
    this.bootstrap = bootstrap;
  }

  /** Whether there is a problem that both have. */
  boolean possible() {
    return !problems.isEmpty();
  }

  /** Difference in pass@k, for every k that both have samples for. */
  List<Measurement> passAt(List<Integer> ks) {
    List<Measurement> measurements = new ArrayList<>();
    for (int k : ks) {
      if (k <= Math.min(first.samplesPerProblem(), second.samplesPerProblem())) {
        Estimate estimate = bootstrap.difference(passAt(first, k), passAt(second, k));
        measurements.add(measurement(Metric.DIFFERENCE_IN_PASS_AT_K, k, estimate, 0));
      }
    }
    return measurements;
  }

  /** Difference in accuracy at every budget that the completions of both suffice for. */
  List<Measurement> accuracy(CostAxis axis) {
    List<Measurement> measurements = new ArrayList<>();
    for (double budget : axis.budgets()) {
      if (decided(axis, budget)) {
        Estimate estimate =
            bootstrap.difference(
                curve(axis, first).at(budget, problems), curve(axis, second).at(budget, problems));
        measurements.add(measurement(axis.difference(), budget, estimate, undecided(axis, budget)));
      }
    }
    return measurements;
  }

  /** McNemar's p values on the token axis, for completions in drawn order. */
  List<Measurement> mcNemar(CostAxis axis, List<Integer> budgets) {
    List<Measurement> measurements = new ArrayList<>();
    for (int budget : budgets) {
      if (decided(axis, budget)) {
        double p =
            McNemar.of(
                    curve(axis, first).inDrawnOrder(budget, problems),
                    curve(axis, second).inDrawnOrder(budget, problems))
                .pValue();
        Estimate estimate = new Estimate(p, p, p, problems.size());
        measurements.add(
            measurement(Metric.MCNEMAR_AT_TOKENS, budget, estimate, undecided(axis, budget)));
      }
    }
    return measurements;
  }

  private boolean decided(CostAxis axis, double budget) {
    return axis.curves().containsKey(first.name())
        && axis.curves().containsKey(second.name())
        && undecided(axis, budget) <= SolvedWithin.UNDECIDED_LIMIT;
  }

  private double undecided(CostAxis axis, double budget) {
    return Math.max(
        curve(axis, first).undecided(budget, problems),
        curve(axis, second).undecided(budget, problems));
  }

  private static AccuracyCurve curve(CostAxis axis, Player player) {
    return axis.curves().get(player.name());
  }

  private double[] passAt(Player player, int k) {
    return problems.stream()
        .mapToDouble(
            problem ->
                PassAtK.estimate(player.outcomes().get(problem).size(), player.correct(problem), k))
        .toArray();
  }

  private Measurement measurement(Metric metric, double at, Estimate estimate, double undecided) {
    long samples = first.samples() + second.samples();
    return new Measurement(first.name(), metric, second.name(), at, estimate, samples, undecided);
  }
}
