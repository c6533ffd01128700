package dev.switchback.family.sudoku.search;

/** One pass of a technique over a board. What it finds takes effect at once. */
interface Deduction {
  /** What a pass came to. */
  enum Outcome {
    /** It found nothing. */
    NOTHING,
    /** It filled a cell or struck a candidate out. */
    PROGRESS,
    /** It found that the board has no solution. */
    CONTRADICTION;

    static Outcome of(boolean progress) {
      return progress ? PROGRESS : NOTHING;
    }
  }

  /**
   * Goes through the board once.
   *
   * @param listener is told which cells are filled
   */
  Outcome apply(SudokuBoard board, SudokuListener listener);
}
