package dev.switchback.report.chart;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Formats.NumberScale;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The charts whose axis is a budget. */
public final class BudgetCharts {
  /** The right end of an axis is at least this many of its units. */
  private static final double SMALLEST_OF_AXIS = 16;

  private static final Axis SOLVED = new Axis("Problems solved", Axis.Scale.LINEAR, Format.PERCENT);
  private static final Axis POINTS =
      new Axis("Difference, percentage points", Axis.Scale.LINEAR, Format.POINTS);

  private final Measurements measurements;
  private final SampleSizes sampleSizes;

  public BudgetCharts(Measurements measurements, SampleSizes sampleSizes) {
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
  }

  /**
   * Accuracy of players.
   *
   * @param name of the table
   */
  public Optional<Chart> accuracy(
      String name, String title, String text, BudgetUnit compute, List<PlayerStyle> styles) {
    return chart(name, title, text, SOLVED, compute, lines(styles, compute.accuracy()));
  }

  /** Differences of pairs. */
  public Optional<Chart> difference(String text, BudgetUnit compute, List<ModelPair> pairs) {
    List<Line> lines =
        pairs.stream()
            .map(
                pair ->
                    new Line(
                        pair.style(),
                        measurements.of(pair.first(), pair.second(), compute.difference())))
            .toList();
    String title = "Difference at equal " + compute.words();
    return chart("difference-at-" + compute.key(), title, text, POINTS, compute, lines);
  }

  private List<Line> lines(List<PlayerStyle> styles, Metric metric) {
    return styles.stream().map(style -> new Line(style, measurements.of(style, metric))).toList();
  }

  private Optional<Chart> chart(
      String name, String title, String text, Axis value, BudgetUnit compute, List<Line> lines) {
    NumberScale magnitude = NumberScale.of(largest(lines) / SMALLEST_OF_AXIS);
    boolean tokens = compute == BudgetUnit.TOKENS;
    Axis budget =
        tokens
            ? new Axis("Generated tokens per problem", Axis.Scale.LOG2, Format.COUNT)
            : new Axis(
                "Floating-point operations per problem, " + magnitude.word() + "s",
                Axis.Scale.LOG2,
                Format.DECIMAL);
    return new MeasuredChart(name, title, text, value, budget)
        .over(Kind.CURVES, tokens ? 1 : magnitude.factor(), lines, sampleSizes);
  }

  private static double largest(List<Line> lines) {
    return lines.stream()
        .map(Line::rows)
        .flatMap(Collection::stream)
        .mapToDouble(Measurement::at)
        .max()
        .orElse(0);
  }
}
