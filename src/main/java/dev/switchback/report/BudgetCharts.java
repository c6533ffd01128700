package dev.switchback.report;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The charts whose axis is a budget. */
final class BudgetCharts {
  /** The right end of an axis is at least this many of its units. */
  private static final double SMALLEST_OF_AXIS = 16;

  private static final Axis SOLVED = new Axis("Problems solved", Scale.LINEAR, Format.PERCENT);
  private static final Axis POINTS =
      new Axis("Difference, percentage points", Scale.LINEAR, Format.POINTS);

  private final Measurements measurements;
  private final Evidence evidence;

  BudgetCharts(Measurements measurements, Evidence evidence) {
    this.measurements = measurements;
    this.evidence = evidence;
  }

  /**
   * Accuracy of players.
   *
   * @param name of the table
   */
  Optional<Chart> accuracy(
      String name, String title, String text, Compute compute, List<Look> looks) {
    return chart(name, title, text, SOLVED, compute, lines(looks, compute.accuracy()));
  }

  /** Differences of pairs. */
  Optional<Chart> difference(String text, Compute compute, List<Pair> pairs) {
    List<Line> lines =
        pairs.stream()
            .map(
                pair ->
                    new Line(
                        pair.look(),
                        measurements.of(pair.first(), pair.second(), compute.difference())))
            .toList();
    String title = "Difference at equal " + compute.words();
    return chart("difference-at-" + compute.key(), title, text, POINTS, compute, lines);
  }

  private List<Line> lines(List<Look> looks, Metric metric) {
    return looks.stream().map(look -> new Line(look, measurements.of(look, metric))).toList();
  }

  private Optional<Chart> chart(
      String name, String title, String text, Axis value, Compute compute, List<Line> lines) {
    Magnitude magnitude = Magnitude.of(largest(lines) / SMALLEST_OF_AXIS);
    boolean tokens = compute == Compute.TOKENS;
    Axis budget =
        tokens
            ? new Axis("Generated tokens per problem", Scale.LOG2, Format.COUNT)
            : new Axis(
                "Floating-point operations per problem, " + magnitude.word() + "s",
                Scale.LOG2,
                Format.DECIMAL);
    return new MeasuredChart(name, title, text, value, budget)
        .over(Kind.CURVES, tokens ? 1 : magnitude.factor(), lines, evidence);
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
