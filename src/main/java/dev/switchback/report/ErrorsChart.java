package dev.switchback.report;

import dev.switchback.family.Rules;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is wrong with the completions that are not correct. */
final class ErrorsChart {
  private final Cast cast;
  private final Measurements measurements;
  private final Rules rules;
  private final Evidence evidence;

  ErrorsChart(Cast cast, Measurements measurements, Rules rules, Evidence evidence) {
    this.cast = cast;
    this.measurements = measurements;
    this.rules = rules;
    this.evidence = evidence;
  }

  /** Nothing if there is no error. */
  Optional<Chart> chart() {
    List<Line> lines =
        cast.looks().stream()
            .map(look -> new Line(look, measurements.of(look, Metric.ERROR_SHARE)))
            .toList();
    return new MeasuredChart(
            "errors",
            "What is wrong with the completions",
            "Share of each player’s completions by the first error the strict verifier finds. The"
                + " rest is correct: "
                + rules.correct()
                + ".",
            new Axis("Share of completions", Scale.LINEAR, Format.PERCENT),
            new Axis("", Scale.LINEAR, Format.TEXT))
        .over(Kind.FOREST, new Categories(byWeight(lines), Measurement::detail), lines, evidence);
  }

  /** The errors, those with the largest shares first. */
  private static List<String> byWeight(List<Line> lines) {
    Map<String, Double> weights = new TreeMap<>();
    lines.forEach(
        line ->
            line.rows()
                .forEach(row -> weights.merge(row.detail(), row.estimate().value(), Double::sum)));
    return weights.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
