package dev.switchback.report;

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
