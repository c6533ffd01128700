package dev.switchback.family.sudoku.search;

/** Strikes out around two cells of a unit with the same two candidates, unit after unit. */
final class NakedPairs implements Deduction {
  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    for (int[] unit : board.shape.units()) {
      for (int i = 0; i < unit.length; i++) {
        int pair = board.candidates[unit[i]];
        if (Integer.bitCount(pair) == 2) {
          progress |= apply(board, unit, i, pair);
        }
      }
    }
    return Outcome.of(progress);
  }

  private static boolean apply(SudokuBoard board, int[] unit, int i, int pair) {
    boolean progress = false;
    for (int j = i + 1; j < unit.length; j++) {
      if (board.candidates[unit[j]] == pair) {
        for (int k = 0; k < unit.length; k++) {
          progress |= k != i && k != j && board.remove(unit[k], pair);
        }
      }
    }
    return progress;
  }
}
