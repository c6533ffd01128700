package dev.switchback.family.sudoku;

import dev.switchback.config.Bound;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;

/** Settings of Sudoku puzzles for tests. */
public final class SudokuExamples {
  /** As when nothing is set. */
  public static final SudokuSettings USUAL = settings("");

  private SudokuExamples() {}

  /** Settings with what the text sets, as in a file: {@code size = 4, symmetric = true}. */
  public static SudokuSettings settings(String text) {
    String problems = "family = sudoku\nsudoku {\n" + text + "\n}";
    return Bound.of(ProblemSettings.class, problems).of(SudokuSettings.class);
  }
}
