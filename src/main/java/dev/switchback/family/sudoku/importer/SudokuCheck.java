package dev.switchback.family.sudoku.importer;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.util.HashMap;
import java.util.Map;

/** Whether a text is a puzzle with exactly one solution. Not safe for use by several threads. */
final class SudokuCheck {
  private static final int LONGEST = 100;

  private final Map<Integer, SudokuSolver> solvers = new HashMap<>();
  private SudokuPuzzle puzzle;
  private String solution;

  /**
   * Checks a text.
   *
   * @throws RejectedRowException if it is no puzzle, or has no solution or several
   */
  void begin(String text) {
    puzzle = parse(text);
    SudokuSolver solver = solvers.computeIfAbsent(puzzle.size(), SudokuSolver::new);
    int solutions = solver.countSolutions(puzzle, 2);
    if (solutions == 0) {
      throw new RejectedRowException(
          Flaw.UNSOLVABLE, "Cannot take the puzzle: it has no solution, expected exactly one");
    }
    if (solutions > 1) {
      throw new RejectedRowException(
          Flaw.SEVERAL_SOLUTIONS,
          "Cannot take the puzzle: it has more than one solution, expected exactly one");
    }
    byte[] cells = new byte[text.length()];
    solver.copySolutionTo(cells);
    solution = SudokuPuzzle.of(cells).givens();
  }

  /** The puzzle that was checked last. */
  SudokuPuzzle puzzle() {
    return puzzle;
  }

  /** Its solution. */
  String solution() {
    return solution;
  }

  private static SudokuPuzzle parse(String text) {
    if (text.length() > LONGEST) {
      throw new RejectedRowException(
          Flaw.NO_PROBLEM,
          "Cannot make a Sudoku puzzle: \""
              + RejectedRowException.shown(text)
              + "\", expected 81 characters, or 36, or 16, not "
              + text.length());
    }
    try {
      return SudokuPuzzle.parse(text);
    } catch (IllegalArgumentException none) {
      throw new RejectedRowException(Flaw.NO_PROBLEM, none.getMessage());
    }
  }
}
