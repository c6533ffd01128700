package dev.switchback.report;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Series.Stroke;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with the completions that are not correct. */
final class ErrorsChart {
  private final Cast cast;
  private final Measurements measurements;
  private final Rules rules;

  ErrorsChart(Cast cast, Measurements measurements, Rules rules) {
    this.cast = cast;
    this.measurements = measurements;
    this.rules = rules;
  }

  Chart chart() {
    List<String> errors = errorsByWeight();
    List<Series> series = new ArrayList<>();
    for (Look look : cast.looks()) {
      Map<String, Double> shares = shares(look);
      List<List<Double>> bars =
          errors.stream().map(error -> List.of(shares.getOrDefault(error, 0.0))).toList();
      series.add(new Series(look, Stroke.PLAIN, bars));
    }
    return new Chart(
        Kind.BARS,
        "What is wrong with the completions",
        "Share of each player’s completions by the first error the strict verifier finds. The rest"
            + " is correct: "
            + rules.correct()
            + ".",
        new Axis("Share of completions", Scale.LINEAR, Format.PERCENT),
        new Axis("", Scale.LINEAR, Format.TEXT),
        errors,
        series,
        table());
  }

  private Table table() {
    List<List<Object>> rows = new ArrayList<>();
    for (Look look : cast.looks()) {
      for (Measurement row : measurements.of(look.player(), Metric.ERROR_SHARE)) {
        rows.add(
            List.of(
                look.player(),
                row.detail(),
                row.estimate().value(),
                row.estimate().low(),
                row.estimate().high(),
                row.samples()));
      }
    }
    List<Column> columns =
        List.of(
            new Column("player", Format.TEXT),
            new Column("error", Format.TEXT),
            new Column("share", Format.PERCENT),
            new Column("low", Format.PERCENT),
            new Column("high", Format.PERCENT),
            new Column("samples", Format.COUNT));
    return new Table("errors", columns, rows);
  }

  private Map<String, Double> shares(Look look) {
    Map<String, Double> shares = new TreeMap<>();
    measurements
        .of(look.player(), Metric.ERROR_SHARE)
        .forEach(row -> shares.put(row.detail(), row.estimate().value()));
    return shares;
  }

  private List<String> errorsByWeight() {
    Map<String, Double> weights = new TreeMap<>();
    cast.looks()
        .forEach(
            look ->
                shares(look).forEach((error, share) -> weights.merge(error, share, Double::sum)));
    return weights.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
