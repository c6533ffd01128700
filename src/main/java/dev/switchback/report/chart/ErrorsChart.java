package dev.switchback.report.chart;

import dev.switchback.family.Rules;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.MeasuredChart.Categories;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ReportPlayers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is wrong with the completions that are not correct. */
public final class ErrorsChart {
  private final ReportPlayers players;
  private final Measurements measurements;
  private final Rules rules;
  private final SampleSizes sampleSizes;

  public ErrorsChart(
      ReportPlayers players, Measurements measurements, Rules rules, SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.rules = rules;
    this.sampleSizes = sampleSizes;
  }

  /** Nothing if there is no error. */
  public Optional<Chart> chart() {
    List<Line> lines =
        players.styles().stream()
            .map(style -> new Line(style, measurements.of(style, Metric.ERROR_SHARE)))
            .toList();
    return new MeasuredChart(
            "errors",
            "What is wrong with the completions",
            "Share of each player’s completions by the first error the strict verifier finds. The"
                + " rest is correct: "
                + rules.correct()
                + ".",
            new Axis("Share of completions", Axis.Scale.LINEAR, Format.PERCENT),
            new Axis("", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.FOREST, new Categories(byWeight(lines), Measurement::detail), lines, sampleSizes);
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
