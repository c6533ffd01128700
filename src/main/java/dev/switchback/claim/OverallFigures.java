package dev.switchback.claim;

import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Takes figures about all problems out of a run's measurements. */
final class OverallFigures {
  private final List<Measurement> measurements;

  OverallFigures(JudgedRun run) {
    this.measurements =
        run.measurements().stream()
            .filter(row -> row.stratum().equals(Stratum.ALL))
            .filter(row -> isKnown(row.estimate()))
            .toList();
  }

  /** A player's figure at the largest k or budget there is. */
  Optional<Measurement> last(JudgedModel model, Metric metric) {
    return measurements.stream()
        .filter(row -> row.metric() == metric && row.player().equals(model.model()))
        .max(Comparator.comparingDouble(Measurement::at));
  }

  /** A player's figure at a k or budget. */
  Optional<Measurement> at(JudgedModel model, Metric metric, double at) {
    return measurements.stream()
        .filter(row -> row.metric() == metric && row.player().equals(model.model()))
        .filter(row -> row.at() == at)
        .findFirst();
  }

  /**
   * A comparison at the largest k or budget there is, as the first player's figure minus the
   * second's, whichever of them it was measured for.
   *
   * @param metric a difference, whose sign changes when the players change places, or {@link
   *     Metric#MORE_MISTAKES}, which then becomes {@link Metric#FEWER_MISTAKES}
   */
  Optional<Measurement> last(JudgedModel first, JudgedModel second, Metric metric) {
    Optional<Measurement> straight = of(first, second, metric);
    if (straight.isPresent()) {
      return straight;
    }
    return metric == Metric.MORE_MISTAKES
        ? of(second, first, Metric.FEWER_MISTAKES)
        : of(second, first, metric).map(Measurement::turned);
  }

  /**
   * A comparison of a model with a reference player at the largest k or budget there is.
   *
   * @param reference its name
   */
  Optional<Measurement> against(JudgedModel model, String reference, Metric metric) {
    return measurements.stream()
        .filter(row -> row.metric() == metric)
        .filter(row -> row.player().equals(model.model()) && row.detail().equals(reference))
        .max(Comparator.comparingDouble(Measurement::at));
  }

  private Optional<Measurement> of(JudgedModel first, JudgedModel second, Metric metric) {
    return measurements.stream()
        .filter(row -> row.metric() == metric)
        .filter(row -> row.player().equals(first.model()) && row.detail().equals(second.model()))
        .max(Comparator.comparingDouble(Measurement::at));
  }

  private static boolean isKnown(Estimate estimate) {
    return Double.isFinite(estimate.value())
        && Double.isFinite(estimate.low())
        && Double.isFinite(estimate.high());
  }
}
