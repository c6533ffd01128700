package dev.switchback.family.sudoku.search;

/**
 * Strikes out around three cells of a unit that have two or three candidates each and three between
 * them, unit after unit.
 */
final class NakedTriplets implements Deduction {
  private static final int CELLS = 3;

  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    int[][] units = board.shape.units();
    for (int unit = 0; unit < units.length; unit++) {
      if (Integer.bitCount(board.allDigits & ~board.used[unit]) > CELLS) {
        progress |= apply(board, units[unit]);
      }
    }
    return Outcome.of(progress);
  }

  private static boolean apply(SudokuBoard board, int[] unit) {
    boolean progress = false;
    int narrow = narrow(board, unit);
    for (int i = 0; i < unit.length && Integer.bitCount(narrow) >= CELLS; i++) {
      if ((narrow >>> i & 1) != 0 && applyFrom(board, unit, i, narrow)) {
        progress = true;
        narrow = narrow(board, unit);
      }
    }
    return progress;
  }

  private static boolean applyFrom(SudokuBoard board, int[] unit, int i, int narrowBefore) {
    boolean progress = false;
    int one = board.candidates[unit[i]];
    int narrow = narrowBefore;
    for (int j = next(narrow, i); j < Integer.SIZE; j = next(narrow, j)) {
      int two = one | board.candidates[unit[j]];
      if (Integer.bitCount(two) <= CELLS) {
        for (int k = next(narrow, j); k < Integer.SIZE; k = next(narrow, k)) {
          int three = two | board.candidates[unit[k]];
          if (Integer.bitCount(three) == CELLS
              && strike(board, unit, 1 << i | 1 << j | 1 << k, three)) {
            progress = true;
            narrow = narrow(board, unit);
          }
        }
      }
    }
    return progress;
  }

  private static boolean strike(SudokuBoard board, int[] unit, int spared, int digits) {
    boolean progress = false;
    for (int i = 0; i < unit.length; i++) {
      progress |= (spared >>> i & 1) == 0 && board.remove(unit[i], digits);
    }
    return progress;
  }

  /** The place after the given one in a set of them as bits; 32 if there is none. */
  private static int next(int places, int last) {
    return Integer.numberOfTrailingZeros(places & -2 << last);
  }

  /** The places in the unit of the cells with two or three candidates, as bits. */
  private static int narrow(SudokuBoard board, int[] unit) {
    int narrow = 0;
    for (int i = 0; i < unit.length; i++) {
      int count = Integer.bitCount(board.candidates[unit[i]]);
      narrow |= (count == 2 || count == CELLS ? 1 : 0) << i;
    }
    return narrow;
  }
}
