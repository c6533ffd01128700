package dev.switchback.report.chart;

import dev.switchback.metric.Measurement;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.PlayerStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A chart whose points are measurements.
 *
 * @param name of its table
 * @param title what it shows
 * @param text how to read it
 * @param value what is measured, the axis of the values
 * @param at what k, budget or category is, the other axis
 */
public record MeasuredChart(String name, String title, String text, Axis value, Axis at) {

  /**
   * Over numbers.
   *
   * @param unit what k or budget is counted in
   * @return nothing if there are no figures
   */
  public Optional<Chart> over(Kind kind, double unit, List<Line> lines, SampleSizes sampleSizes) {
    return chart(kind, List.of(), lines, row -> row.at() / unit, sampleSizes);
  }

  /**
   * Over categories.
   *
   * @param categories of the measurements, by their positions
   * @return nothing if there are no figures
   */
  public Optional<Chart> over(
      Kind kind, Categories categories, List<Line> lines, SampleSizes sampleSizes) {
    return chart(kind, categories.names(), lines, categories::place, sampleSizes);
  }

  private Optional<Chart> chart(
      Kind kind,
      List<String> categories,
      List<Line> lines,
      ToDoubleFunction<Measurement> place,
      SampleSizes sampleSizes) {
    List<Line> measured = lines.stream().filter(line -> !line.rows().isEmpty()).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    List<Series> series =
        measured.stream()
            .map(line -> new Series(line.style(), line.stroke(), points(line.rows(), place)))
            .toList();
    boolean sideways = kind == Kind.FOREST || kind == Kind.STACKED;
    return Optional.of(
        new Chart(
            kind,
            new Caption(title, text, sampleSizes.of(measured)),
            sideways ? value : at,
            sideways ? at : value,
            categories,
            series,
            table(measured)));
  }

  private static List<List<Double>> points(
      List<Measurement> rows, ToDoubleFunction<Measurement> place) {
    return rows.stream()
        .map(
            row ->
                List.of(
                    place.applyAsDouble(row),
                    row.estimate().value(),
                    finite(row.estimate().low(), row),
                    finite(row.estimate().high(), row)))
        .toList();
  }

  /** An end that is not known is not drawn. */
  private static double finite(double end, Measurement row) {
    return Double.isFinite(end) ? end : row.estimate().value();
  }

  private Table table(List<Line> lines) {
    List<List<Object>> rows = new ArrayList<>();
    for (Line line : lines) {
      line.rows().forEach(row -> rows.add(cells(row)));
    }
    return new Table(name, columns(), rows);
  }

  private List<Column> columns() {
    return List.of(
        new Column("player", Format.TEXT),
        new Column("metric", Format.TEXT),
        new Column("detail", Format.TEXT),
        new Column("level", Format.TEXT),
        new Column("k_or_budget", Format.DECIMAL),
        new Column("value", value.format()),
        new Column("low", value.format()),
        new Column("high", value.format()),
        new Column("problems", Format.COUNT),
        new Column("samples", Format.COUNT),
        new Column("censored", Format.PERCENT));
  }

  private static List<Object> cells(Measurement row) {
    return List.of(
        row.player(),
        row.metric().key(),
        row.detail(),
        row.stratum().name(),
        row.at(),
        row.estimate().value(),
        row.estimate().low(),
        row.estimate().high(),
        row.estimate().problems(),
        row.samples(),
        row.censored());
  }

  /**
   * The categories of a chart.
   *
   * @param names in order
   * @param category of a measurement, one of the names
   */
  public record Categories(List<String> names, Function<Measurement, String> category) {
    /** As they come in the lines. */
    public static Categories inOrder(List<Line> lines, Function<Measurement, String> category) {
      return new Categories(rows(lines).stream().map(category).distinct().toList(), category);
    }

    /** In the order of a number that the measurements of a category share. */
    public static Categories by(
        List<Line> lines, Comparator<Measurement> order, Function<Measurement, String> category) {
      return new Categories(
          rows(lines).stream().sorted(order).map(category).distinct().toList(), category);
    }

    double place(Measurement row) {
      return names.indexOf(category.apply(row));
    }

    private static List<Measurement> rows(List<Line> lines) {
      return lines.stream().map(Line::rows).flatMap(Collection::stream).toList();
    }
  }

  /**
   * Measurements that one series of a chart shows.
   *
   * @param style of the series
   * @param stroke of its line
   * @param rows what it shows, in order
   */
  public record Line(PlayerStyle style, Stroke stroke, List<Measurement> rows) {
    public Line(PlayerStyle style, List<Measurement> rows) {
      this(style, Stroke.PLAIN, rows);
    }
  }
}
