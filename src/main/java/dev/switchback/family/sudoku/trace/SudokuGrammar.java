package dev.switchback.family.sudoku.trace;

/**
 * The fixed parts of traces, for those who write them and those who read them (the grammar of arXiv
 * 2504.07052). A cell is {@code (row, column)}, both from 0. First the board, the givens row by
 * row; then what is filled and tried; each line ends in a space, a given's in two. SOL_S and SOL_E
 * mark the solution's beginning and end.
 *
 * <pre>
 * original:
 * (0, 0) = 8
 * (0, 3) = 3
 * solving SOL_S
 * (0, 1) = 1                           a technique fills a cell
 * guess: (0, 2) [4, 5, 9] = 4          of a cell's candidates, one is tried
 * (0, 2) = 4
 * nocand: (1, 0)                       a cell has no candidate left
 * invalid                              or: a digit has no cell left in a unit
 * nocand: (0, 2)                       the guess has failed
 * revert: (0, 2) [4, 5, 9] = none      all filled since the guess is empty again
 * SOL_E
 * </pre>
 *
 * <p>Whoever reads takes any white space between the parts, and texts without SOL_S and SOL_E.
 *
 * <p>The terse grammar has cells with their digits, no signs: the givens row by row, SOL_S and a
 * line end; then each cell that is filled, in order. {@code nocand} is a dead end. The cell after
 * it is filled already: it and all that was filled since are empty again, before it gets its next
 * digit. The solution ends with the last empty cell. All but the prompt is one line.
 *
 * <pre>
 * (0, 0) 8 (0, 3) 3 SOL_S
 * (0, 1) 1 (0, 2) 4 (0, 4) 2 nocand (0, 2) 5 (0, 4) 2
 * </pre>
 */
final class SudokuGrammar {
  static final String ORIGINAL = "original:";
  static final String SOLVING = "solving";
  static final String SOLUTION_START = "SOL_S";
  static final String SOLUTION_END = "SOL_E";
  static final String GUESS = "guess:";
  static final String NO_CANDIDATE = "nocand:";
  static final String INVALID = "invalid";
  static final String REVERT = "revert:";
  static final String NONE = "none";
  static final String DEAD_END = "nocand";
  static final String LINE_END = " \n";

  private SudokuGrammar() {}

  /** The name of a cell, given its number row by row. */
  static String cell(int cell, int size) {
    return "(" + cell / size + ", " + cell % size + ")";
  }
}
