package dev.switchback.report;

import dev.switchback.metric.Measurement;
import dev.switchback.report.Series.Stroke;
import java.util.List;

/**
 * Measurements that one series of a chart shows.
 *
 * @param look of the series
 * @param stroke of its line
 * @param rows what it shows, in order
 */
record Line(Look look, Stroke stroke, List<Measurement> rows) {
  Line(Look look, List<Measurement> rows) {
    this(look, Stroke.PLAIN, rows);
  }
}
