package dev.switchback.report;

import dev.switchback.trace.JudgedLine;
import java.util.List;

/**
 * One completion as the page shows it.
 *
 * @param look of the player
 * @param solved whether the strict verifier accepts it
 * @param verdict in words
 * @param cut whether it ended at the limit of tokens
 * @param lines of prompt and completion
 */
public record WrittenSample(
    Look look, boolean solved, String verdict, boolean cut, List<JudgedLine> lines) {
  /** Copies the lines. */
  public WrittenSample {
    lines = List.copyOf(lines);
  }
}
