package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.CountdownTraces;
import dev.switchback.trace.countdown.TraceRecorder;

/**
 * Answers lines that state problems with the problems' traces. Not safe for use by several threads.
 */
final class TraceLines {
  private static final String EXPECTED = "{\"numbers\": [3, 8, 8], \"target\": 24}";

  private final CountdownStyle style;
  private final TraceRecorder recorder = new TraceRecorder();

  TraceLines(CountdownStyle style) {
    this.style = style;
  }

  /**
   * The line with the fields prompt and trace added.
   *
   * @param line a JSON object with numbers and target; other fields are passed through
   * @throws InputException if it states no problem, or one without a solution where the style needs
   *     one; the message begins where "Cannot read line 7: " ends
   */
  String answer(String line) {
    ObjectNode object = JsonObjects.read(line, EXPECTED);
    if (object.has("puzzle") && !object.has("numbers")) {
      throw new InputException(
          "it states a Sudoku puzzle, which is not available yet, expected " + EXPECTED);
    }
    CountdownProblem problem = JsonObjects.problem(object);
    object.put("prompt", CountdownTraces.prompt(problem));
    object.put("trace", recorder.write(problem, style).text());
    return JsonObjects.write(object);
  }
}
