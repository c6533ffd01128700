package dev.switchback.report;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The measurements of a run: selects them and lays them out as tables and points. */
public final class Measurements {
  private final List<Measurement> measurements;

  /** Copies the measurements. */
  public Measurements(List<Measurement> measurements) {
    this.measurements = List.copyOf(measurements);
  }

  /** The measurements of a metric for one player, by ascending k or budget. */
  List<Measurement> of(String player, Metric metric) {
    return measurements.stream()
        .filter(row -> row.player().equals(player) && row.metric() == metric)
        .sorted((a, b) -> Double.compare(a.at(), b.at()))
        .toList();
  }

  /** The measurements of a comparison, by ascending k or budget. */
  List<Measurement> of(String player, String other, Metric metric) {
    return of(player, metric).stream().filter(row -> row.detail().equals(other)).toList();
  }

  /** A player's figure at one k or budget. */
  Optional<Estimate> at(Look look, Metric metric, double at) {
    return estimate(of(look.player(), metric), at);
  }

  /** The figure of a comparison at one k or budget. */
  Optional<Estimate> difference(Look first, Look second, Metric metric, double at) {
    return estimate(of(first.player(), second.player(), metric), at);
  }

  private static Optional<Estimate> estimate(List<Measurement> rows, double at) {
    return rows.stream().filter(row -> row.at() == at).map(Measurement::estimate).findFirst();
  }

  /** The largest k or budget of a metric for any player; 0 if there is none. */
  double largest(Cast cast, Metric metric) {
    return cast.looks().stream()
        .flatMap(look -> of(look.player(), metric).stream())
        .mapToDouble(Measurement::at)
        .max()
        .orElse(0);
  }

  /** A table of one metric for all players. */
  Table table(String name, Cast cast, Metric metric, Column at) {
    List<Column> columns =
        List.of(
            new Column("player", Format.TEXT),
            at,
            new Column("value", Format.PERCENT),
            new Column("low", Format.PERCENT),
            new Column("high", Format.PERCENT),
            new Column("problems", Format.COUNT),
            new Column("samples", Format.COUNT),
            new Column("undecided", Format.PERCENT));
    List<List<Object>> rows = new ArrayList<>();
    for (Look look : cast.looks()) {
      for (Measurement row : of(look.player(), metric)) {
        rows.add(
            List.of(
                look.player(),
                row.at(),
                row.estimate().value(),
                row.estimate().low(),
                row.estimate().high(),
                row.estimate().problems(),
                row.samples(),
                row.undecided()));
      }
    }
    return new Table(name, columns, rows);
  }

  /**
   * The series of one metric for all players that have it, as {@link Chart.Kind#CURVES} and {@link
   * Chart.Kind#INTERVALS} want them.
   *
   * @param unit what k or budget is counted in
   */
  List<Series> series(Cast cast, Metric metric, double unit) {
    return cast.looks().stream()
        .map(look -> new Series(look, Series.Stroke.PLAIN, points(of(look.player(), metric), unit)))
        .filter(series -> !series.points().isEmpty())
        .toList();
  }

  private static List<List<Double>> points(List<Measurement> rows, double unit) {
    return rows.stream()
        .map(
            row ->
                List.of(
                    row.at() / unit,
                    row.estimate().value(),
                    row.estimate().low(),
                    row.estimate().high()))
        .toList();
  }
}
