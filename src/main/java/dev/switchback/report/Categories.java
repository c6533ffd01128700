package dev.switchback.report;

import dev.switchback.metric.Measurement;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The categories of a chart.
 *
 * @param names in order
 * @param category of a measurement, one of the names
 */
record Categories(List<String> names, Function<Measurement, String> category) {
  /** As they come in the lines. */
  static Categories inOrder(List<Line> lines, Function<Measurement, String> category) {
    return new Categories(rows(lines).stream().map(category).distinct().toList(), category);
  }

  /** In the order of a number that the measurements of a category share. */
  static Categories by(
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
