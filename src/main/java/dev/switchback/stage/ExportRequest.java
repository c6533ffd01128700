package dev.switchback.stage;

import java.util.Optional;

/**
 * What to export.
 *
 * @param table {@code problems} or {@code traces}
 * @param style of the traces; may be left out where there is one
 * @param output folder of the data set
 * @param rowsPerFile at most; 0 for as many as make files of a sensible size
 */
public record ExportRequest(Table table, Optional<String> style, String output, long rowsPerFile) {

  /** The tables there are. */
  public enum Table {
    PROBLEMS,
    TRACES
  }
}
