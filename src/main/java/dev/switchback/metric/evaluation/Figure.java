package dev.switchback.metric.evaluation;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.Comparison;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.Interval;
import dev.switchback.metric.statistics.TrainingSpread;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A figure that is a ratio of two sums over problems.
 *
 * @param name whose figure it is and what it measures
 * @param scope the problems that it is about
 * @param value what is summed up; asked of problems in the scope only
 * @param weight what it is divided by; likewise
 * @param censored 1 for problems whose completions ran out before the budget; likewise
 * @param scale of the values
 */
record Figure(
    Name name, Scope scope, Quantity value, Quantity weight, Quantity censored, Scale scale) {
  private static final Quantity NEVER = results -> 0;

  /** What identifies a figure; {@link dev.switchback.metric.Measurement} says what is in it. */
  record Name(Player player, Metric metric, String detail, double at, Stratum stratum) {
    static Name of(Player player, Metric metric, double at) {
      return new Name(player, metric, "", at, Stratum.ALL);
    }

    static Name of(Player player, Metric metric, Player other, double at) {
      return new Name(player, metric, other.name(), at, Stratum.ALL);
    }

    Name detail(String text) {
      return new Name(player, metric, text, at, stratum);
    }

    Name of(Stratum level) {
      return new Name(player, metric, detail, at, level);
    }
  }

  /** How values lie, and how exactly they are added up. */
  enum Scale {
    /** From 0 to 1. */
    SHARE(0x1p-26, 0, 1),
    /** From -1 to 1. */
    DIFFERENCE(0x1p-26, -1, 1),
    /** Counts and their means, up to 2 x 10^12 in sum. */
    COUNT(0x1p-12, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final double unit;
    private final double least;
    private final double most;

    Scale(double unit, double least, double most) {
      this.unit = unit;
      this.least = least;
      this.most = most;
    }

    /** A value as it is added up. */
    double rounded(double value) {
      return Math.rint(value / unit) * unit;
    }

    /** An interval within what values can be. */
    Estimate clipped(Estimate estimate) {
      return new Estimate(
          estimate.value(),
          Math.max(least, estimate.low()),
          Math.min(most, estimate.high()),
          estimate.problems());
    }

    /** What values are rounded to multiples of. */
    double unit() {
      return unit;
    }
  }

  /** The mean over the problems of a scope. */
  static Figure mean(Name name, Scope scope, Quantity value, Scale scale) {
    return new Figure(name, scope, value, scope.problems(), NEVER, scale);
  }

  /** A ratio of two sums of counts over the problems of a scope. */
  static Figure ratio(Name name, Scope scope, Quantity value, Quantity weight) {
    return new Figure(name, scope, value, weight, NEVER, Scale.COUNT);
  }

  /** The same figure, given only if few problems are censored. */
  Figure unless(Quantity censored) {
    return new Figure(name, scope, value, weight, censored, scale);
  }

  /** A number that one problem has. */
  @FunctionalInterface
  interface Quantity {
    double of(ProblemResults results);
  }

  /**
   * A figure and what it becomes in each resample.
   *
   * @param value of the figure
   * @param resamples its values in the resamples; after the last may follow the value itself
   * @param problems how many it rests on
   * @param trainings its value for each training of the players
   */
  record Resampled(double value, double[] resamples, int problems, TrainingSpread trainings) {
    /** The figure with its interval for other problems and other trainings. */
    Estimate estimate(Scale scale, Bootstrap bootstrap) {
      Estimate problems = ofProblems(scale, bootstrap);
      return trainings.isMeasured()
          ? scale.clipped(trainings.widen(problems, bootstrap.confidence()))
          : problems;
    }

    /**
     * The figure with its interval for other problems alone; where nothing varies, with the exact
     * bounds of its scale.
     */
    Estimate ofProblems(Scale scale, Bootstrap bootstrap) {
      double[] drawn = Arrays.copyOf(resamples, bootstrap.draws());
      boolean varies = Arrays.stream(drawn).anyMatch(resample -> resample != value);
      if (!varies && scale == Scale.DIFFERENCE && value == 0) {
        double bound = bootstrap.bound(problems);
        return new Estimate(0, -bound, bound, problems);
      }
      Estimate estimate = Interval.accelerated(value, drawn, bootstrap.confidence(), problems);
      return scale == Scale.SHARE ? bootstrap.bounded(estimate) : estimate;
    }
  }

  /**
   * The problems that a figure is about. Quantities are asked for each training of each player.
   *
   * @param players whose completions the problems have, one or two
   * @param problems 1 for each of them, 0 for others
   * @param completions how many completions the figure rests on, of each of them
   */
  record Scope(List<Player> players, Quantity problems, Quantity completions) {
    boolean has(ProblemResults results) {
      return problems.of(results) != 0;
    }

    /** The problems of a level that a player has completions of. */
    static Scope of(Player player, Stratum stratum) {
      return new Scope(
          List.of(player),
          results -> results.isOf(stratum) && results.has(player) ? 1 : 0,
          results -> results.outcomes(player).size());
    }

    /** The problems of a level that both players have completions of. */
    static Scope of(Comparison pair, Stratum stratum) {
      Player first = pair.first().player();
      Player second = pair.second().player();
      double ofFirst = pair.first().trainings();
      double ofSecond = pair.second().trainings();
      return new Scope(
          List.of(first, second),
          results -> results.isOf(stratum) && results.has(first) && results.has(second) ? 1 : 0,
          results ->
              results.outcomes(first).size() / ofSecond
                  + results.outcomes(second).size() / ofFirst);
    }

    /**
     * Those of these problems for which something holds. Sums are kept by the identity of what they
     * add up, so the narrower scope needs a quantity of its own.
     */
    @SuppressWarnings("UnnecessaryMethodReference")
    Scope where(Predicate<ProblemResults> condition) {
      return new Scope(
          players, results -> has(results) && condition.test(results) ? 1 : 0, completions::of);
    }
  }
}
