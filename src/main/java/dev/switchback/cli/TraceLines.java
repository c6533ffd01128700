package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraceRecorder;
import dev.switchback.family.sudoku.trace.SudokuTraces;

/**
 * Answers lines that state problems with the problems' traces. Not safe for use by several threads.
 */
final class TraceLines {
  private static final String EXPECTED = "{\"numbers\": [3, 8, 8], \"target\": 24}";

  private final String style;
  private final Guessing guessing;
  private final TraceRecorder recorder = new TraceRecorder();
  private final SudokuTraceRecorder sudokuRecorder = new SudokuTraceRecorder();

  /**
   * @param style the key of a style of CountDown, of Sudoku, or of both
   * @param guessing where and when it is guessed in a Sudoku
   */
  TraceLines(String style, Guessing guessing) {
    this.style = style;
    this.guessing = guessing;
  }

  /**
   * The line with the fields prompt and trace added.
   *
   * @param line a JSON object with numbers and target, or with a puzzle; other fields are passed
   *     through
   * @throws InputException if it states no problem, or one without a solution where the style needs
   *     one; the message begins where "Cannot read line 7: " ends
   * @throws IllegalArgumentException the same, or if its family has no such style
   */
  String answer(String line) {
    ObjectNode object = JsonObjects.read(line, EXPECTED);
    if (JsonObjects.isSudoku(object)) {
      SudokuPuzzle puzzle = JsonObjects.puzzle(object);
      object.put("prompt", SudokuTraces.prompt(puzzle));
      object.put("trace", sudokuRecorder.write(puzzle, SudokuStyle.of(style), guessing).text());
    } else {
      CountdownProblem problem = JsonObjects.problem(object);
      object.put("prompt", CountdownTraces.prompt(problem));
      object.put("trace", recorder.write(problem, CountdownStyle.of(style)).text());
    }
    return JsonObjects.write(object);
  }
}
