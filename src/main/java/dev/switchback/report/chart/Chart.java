package dev.switchback.report.chart;

import dev.switchback.report.chart.Table.Format;
import java.util.List;

/**
 * A figure: what is drawn, what is said about it, and the numbers behind it.
 *
 * @param kind how it is drawn
 * @param caption what is said about it
 * @param x horizontal axis
 * @param y vertical axis
 * @param categories of a kind that has them, otherwise empty
 * @param series in the order of the legend
 * @param table the numbers behind it; its name is the chart's too
 */
public record Chart(
    Kind kind,
    Caption caption,
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
    /** The same over categories in their order: category, y, low, high. */
    LEVELS,
    /** Marks with whiskers to the sides, a row for each category: category, x, low, high. */
    FOREST,
    /** Parts of bars, a bar for each category: category, share, low, high. */
    STACKED,
    /** Marks with whiskers beside the diagonal, both axes from 0 to 1: x, y, low, high. */
    CALIBRATION,
    /** Dots whose area is a count, with the diagonal; equal axes: x, y, count. */
    SCATTER,
    /** Outlines over bins: left, right, value. */
    HISTOGRAM
  }

  /** Copies the lists. */
  public Chart {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }

  /**
   * An axis of a chart.
   *
   * @param label what it shows, with the unit
   * @param scale how values lie on it
   * @param format of its tick labels
   */
  public record Axis(String label, Scale scale, Format format) {
    /** How values lie on an axis. */
    public enum Scale {
      /** Evenly, from zero. */
      LINEAR,
      /** By doublings. */
      LOG2,
      /** By doublings of the value plus one, so that zero has a place. */
      LOG2_PLUS_ONE
    }
  }

  /**
   * What is said about a chart.
   *
   * @param title what it shows
   * @param text how to read it and how it was computed
   * @param evidence problems and completions it rests on, and the kind of its intervals
   */
  public record Caption(String title, String text, String evidence) {}
}
