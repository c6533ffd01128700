package dev.switchback.family.sudoku.trace;

/**
 * What a text says at one place.
 *
 * @param kind of statement
 * @param row of the cell it is about, from 0; 0 if it is about none
 * @param column of that cell
 * @param digit that a placement or a given writes, or a guess tries, 0 to 9; 0 in all others
 * @param candidates that a guess or a revert lists, the digit d as bit d; 0 in all others
 * @param end the offset just after it
 */
record Statement(Kind kind, int row, int column, int digit, int candidates, int end) {
  /** The kinds of statements. */
  enum Kind {
    /** The board follows. */
    BOARD,
    /** The board is complete. */
    BOARD_END,
    SOLUTION_START,
    SOLUTION_END,
    /** A cell is filled; before the board's end, it is a given. */
    PLACEMENT,
    GUESS,
    NO_CANDIDATE,
    INVALID,
    REVERT,
    /** In a terse text: nothing leads on from here. */
    DEAD_END,
    /** In a terse text, after a dead end: the cell is about to get its next digit. */
    BACK,
    /** No statement of the grammar; it goes on to the end of the line. */
    UNREADABLE
  }

  /** Whether the statement is about a cell that boards of a size have. */
  boolean isOnBoard(int size) {
    return row < size && column < size;
  }

  /** The number of its cell, row by row, on boards of a size. */
  int cell(int size) {
    return row * size + column;
  }
}
