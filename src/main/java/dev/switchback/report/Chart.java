package dev.switchback.report;

import java.util.List;

/**
 * A figure: what is drawn, what is said below it, and the numbers behind it.
 *
 * @param kind how it is drawn
 * @param title what it shows
 * @param caption how to read it and how it was computed
 * @param x horizontal axis
 * @param y vertical axis
 * @param categories of a {@link Kind#BARS} chart, otherwise empty
 * @param series in the order of the legend
 * @param table the numbers behind it; its name is the chart's too
 */
public record Chart(
    Kind kind,
    String title,
    String caption,
    Axis x,
    Axis y,
    List<String> categories,
    List<Series> series,
    Table table) {
  /** How a chart is drawn, and what the numbers of a point are. */
  public enum Kind {
    /** Lines with a band: x, y, low, high. */
    CURVES,
    /** Marks with whiskers, joined by lines: x, y, low, high. */
    INTERVALS,
    /** Dots whose area is a count, with the diagonal; equal axes: x, y, count. */
    SCATTER,
    /** Outlines over bins: left, right, value. */
    HISTOGRAM,
    /** Horizontal bars, one point for each category: value. */
    BARS
  }

  /** Copies the lists. */
  public Chart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }
}
