package dev.switchback.metric.evaluation;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.Interval;
import dev.switchback.metric.statistics.TrainingSpread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Compares two curves as wholes, from their differences at neighbouring budgets.
 *
 * <p>Between two budgets the difference is taken to be linear in the logarithm of the budget.
 */
final class CurveComparison {
  private final double[] doublings;
  private final List<Resampled> differences;
  private final Bootstrap bootstrap;

  /**
   * @param budgets ascending, at least two
   * @param differences of the curves at the budgets
   */
  CurveComparison(double[] budgets, List<Resampled> differences, Bootstrap bootstrap) {
    this.doublings = Arrays.stream(budgets).map(budget -> Math.log(budget) / Math.log(2)).toArray();
    this.differences = List.copyOf(differences);
    this.bootstrap = bootstrap;
  }

  /** The mean difference over the doublings of the budget: the area between the curves. */
  Estimate area() {
    double[] resamples = new double[bootstrap.draws()];
    Arrays.setAll(resamples, draw -> area(differencesIn(draw)));
    return widened(
        Interval.accelerated(
            area(values()), resamples, bootstrap.confidence(), differences.get(0).problems()),
        this::area);
  }

  /**
   * The largest budget at which the lead changes. In a resample in which it never does, whoever
   * leads leads everywhere, and the change lies beyond the end of the budgets; an interval that
   * ends at the smallest or largest budget is open there.
   *
   * @return empty if the lead does not change
   */
  Optional<Estimate> crossover() {
    double crossing = crossing(values());
    if (Double.isNaN(crossing)) {
      return Optional.empty();
    }
    double leader = Math.signum(last(values()));
    double[] resamples = new double[bootstrap.draws()];
    Arrays.setAll(resamples, draw -> crossing(differencesIn(draw), leader));
    Estimate estimate =
        widened(
            Interval.percentile(
                crossing, resamples, bootstrap.confidence(), differences.get(0).problems()),
            values -> crossing(values, leader));
    return Optional.of(
        new Estimate(
            Math.pow(2, estimate.value()),
            Math.pow(2, estimate.low()),
            Math.pow(2, estimate.high()),
            estimate.problems()));
  }

  /** Share of the resamples in which the lead does not change. */
  double withoutCrossover() {
    long without = 0;
    for (int draw = 0; draw < bootstrap.draws(); draw++) {
      without += Double.isNaN(crossing(differencesIn(draw))) ? 1 : 0;
    }
    return (double) without / bootstrap.draws();
  }

  /** The interval for other trainings as well, where a player has more than one. */
  private Estimate widened(Estimate problems, ToDoubleFunction<double[]> figure) {
    double[][] first = differences.get(0).trainings().values();
    double[][] figures = new double[first.length][first[0].length];
    for (int i = 0; i < figures.length; i++) {
      int row = i;
      Arrays.setAll(figures[i], column -> figure.applyAsDouble(differencesOf(row, column)));
    }
    TrainingSpread spread = new TrainingSpread(figures);
    return spread.isMeasured() ? spread.widen(problems, bootstrap.confidence()) : problems;
  }

  /** The differences between a training of the first and one of the second player. */
  private double[] differencesOf(int first, int second) {
    return differences.stream()
        .mapToDouble(each -> each.trainings().values()[first][second])
        .toArray();
  }

  private double crossing(double[] values, double leader) {
    double crossing = crossing(values);
    if (!Double.isNaN(crossing)) {
      return crossing;
    }
    return last(values) * leader > 0 ? doublings[0] : doublings[doublings.length - 1];
  }

  /** In doublings; NaN if the sign never changes. Budgets without a difference are passed over. */
  private double crossing(double[] values) {
    int after = -1;
    for (int i = values.length - 1; i >= 0; i--) {
      if (values[i] != 0 && after >= 0 && values[i] * values[after] < 0) {
        double share = values[i] / (values[i] - values[after]);
        return doublings[i] + share * (doublings[after] - doublings[i]);
      }
      after = values[i] != 0 ? i : after;
    }
    return Double.NaN;
  }

  private double area(double[] values) {
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      sum += (values[i] + values[i - 1]) / 2 * (doublings[i] - doublings[i - 1]);
    }
    return sum / (doublings[doublings.length - 1] - doublings[0]);
  }

  /** The last value that is not 0, or 0. */
  private static double last(double[] values) {
    for (int i = values.length - 1; i >= 0; i--) {
      if (values[i] != 0) {
        return values[i];
      }
    }
    return 0;
  }

  private double[] values() {
    return differences.stream().mapToDouble(Resampled::value).toArray();
  }

  private double[] differencesIn(int draw) {
    return differences.stream().mapToDouble(each -> each.resamples()[draw]).toArray();
  }
}
