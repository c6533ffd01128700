package dev.switchback.config;

import com.typesafe.config.ConfigFactory;

/** Settings of Sudoku puzzles for tests. */
public final class SudokuExamples {
  /** As when nothing is set. */
  public static final SudokuSettings USUAL = settings("");

  private SudokuExamples() {}

  /** Settings with what the text sets, as in a file: {@code size = 4, symmetric = true}. */
  public static SudokuSettings settings(String text) {
    return RecordBinder.bind(SudokuSettings.class, ConfigFactory.parseString(text));
  }
}
