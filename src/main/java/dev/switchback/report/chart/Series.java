package dev.switchback.report.chart;

import dev.switchback.report.data.PlayerStyle;
import java.util.List;

/**
 * What one player contributes to a chart.
 *
 * @param style name, role and colour
 * @param stroke how a line is drawn
 * @param points rows of numbers whose meaning {@link Chart.Kind} gives
 */
public record Series(PlayerStyle style, Stroke stroke, List<List<Double>> points) {
  /** How a line is drawn. */
  public enum Stroke {
    /** As the player's lines are elsewhere. */
    PLAIN,
    /** A faint line, for noisy values. */
    FAINT,
    /** A line with a mark at each point. */
    MARKED,
    /** A line of dots: what would be so by chance, or a second quantity of the player. */
    DOTTED
  }

  /** Copies the points. */
  public Series {
    points = points.stream().map(List::copyOf).toList();
  }
}
