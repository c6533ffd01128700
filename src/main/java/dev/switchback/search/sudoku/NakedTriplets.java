package dev.switchback.search.sudoku;

/**
 * Strikes out around three cells of a unit that have two or three candidates each and three between
 * them, unit after unit.
 */
final class NakedTriplets implements Deduction {
  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    for (int[] unit : board.shape.units()) {
      for (int i = 0; i < unit.length - 2; i++) {
        int first = board.candidates[unit[i]];
        for (int j = i + 1; j < unit.length - 1 && isNarrow(first); j++) {
          int second = board.candidates[unit[j]];
          if (isNarrow(second) && Integer.bitCount(first | second) <= 3) {
            progress |= apply(board, unit, i, j);
          }
        }
      }
    }
    return Outcome.of(progress);
  }

  private static boolean apply(SudokuBoard board, int[] unit, int i, int j) {
    boolean progress = false;
    int two = board.candidates[unit[i]] | board.candidates[unit[j]];
    for (int k = j + 1; k < unit.length; k++) {
      int third = board.candidates[unit[k]];
      int three = two | third;
      if (isNarrow(third) && Integer.bitCount(three) == 3) {
        for (int other = 0; other < unit.length; other++) {
          boolean outside = other != i && other != j && other != k;
          progress |= outside && board.remove(unit[other], three);
        }
      }
    }
    return progress;
  }

  private static boolean isNarrow(int candidates) {
    int count = Integer.bitCount(candidates);
    return count == 2 || count == 3;
  }
}
