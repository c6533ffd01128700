package dev.switchback.family.sudoku.search;

/** Fills cells with one candidate, row by row and again from the first, until there are none. */
final class LoneSingles implements Deduction {
  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    int from = 0;
    while (true) {
      int cell = board.nextSingle(from);
      if (cell < 0 && from > 0) {
        cell = board.nextSingle(0);
      }
      if (cell < 0) {
        return Outcome.of(progress);
      }
      int digit = board.candidates[cell];
      listener.placed(cell, Integer.numberOfTrailingZeros(digit) + 1);
      board.fill(cell, digit);
      progress = true;
      from = cell + 1;
    }
  }
}
