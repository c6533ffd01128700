package dev.switchback.family.sudoku.trace;

import java.util.Locale;

/** Why the strict rule refuses a text; the first that applies. */
public enum SudokuFault {
  /** The board that the text begins with is no puzzle, or there is none where one is needed. */
  MALFORMED,
  /** The text begins with the board of another puzzle. */
  OTHER_PROBLEM,
  /** A given has another digit in the end. */
  CHANGED_GIVEN,
  /** A cell was reverted that no open guess had been made in, and the board came out wrong. */
  ILLEGAL_REVERT,
  /** Cells are empty in the end. */
  UNFILLED_CELL,
  /** Digits clash in the end. */
  WRONG_CELL;

  /** The name in tables and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
