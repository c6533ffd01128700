package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Trace;

/** Writes the solving of single Sudoku puzzles down. */
public final class SudokuTraces {
  private SudokuTraces() {}

  /**
   * The puzzle's solving in the given style.
   *
   * @throws IllegalArgumentException if the puzzle has no solution
   */
  public static Trace write(SudokuPuzzle puzzle, SudokuStyle style, Guessing guessing) {
    return new SudokuTraceRecorder().write(puzzle, style, guessing);
  }

  /** The board and SOL_S: what every trace of the puzzle begins with. */
  public static String prompt(SudokuPuzzle puzzle) {
    StringBuilder prompt = new StringBuilder(SudokuGrammar.ORIGINAL + SudokuGrammar.LINE_END);
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      if (puzzle.digit(cell) > 0) {
        prompt.append(SudokuGrammar.cell(cell, puzzle.size()));
        prompt.append(" = ").append(puzzle.digit(cell)).append(' ').append(SudokuGrammar.LINE_END);
      }
    }
    prompt.append(SudokuGrammar.SOLVING).append(' ').append(SudokuGrammar.SOLUTION_START);
    return prompt.append('\n').toString();
  }

  /** The givens and SOL_S: what every terse trace of the puzzle begins with. */
  public static String tersePrompt(SudokuPuzzle puzzle) {
    StringBuilder prompt = new StringBuilder();
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      if (puzzle.digit(cell) > 0) {
        prompt.append(SudokuGrammar.cell(cell, puzzle.size()));
        prompt.append(' ').append(puzzle.digit(cell)).append(' ');
      }
    }
    return prompt.append(SudokuGrammar.SOLUTION_START).append('\n').toString();
  }

  /** The empty cells filled at random row by row, as far as that goes, in the direct style. */
  public static Trace randomPlay(SudokuPuzzle puzzle, RandomStream random) {
    return new SudokuTraceRecorder().randomPlay(puzzle, random);
  }
}
