package dev.switchback.family.sudoku.search;

/**
 * Fills digits with one cell in a unit: unit after unit, its digits in ascending order. A digit
 * that has none ends the pass.
 */
final class HiddenSingles implements Deduction {
  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    int[][] units = board.shape.units();
    for (int unit = 0; unit < units.length; unit++) {
      int rest = board.allDigits & ~board.used[unit];
      while (rest != 0) {
        int twice = 0;
        int once = 0;
        for (int cell : units[unit]) {
          int candidates = board.candidates[cell];
          twice |= once & candidates;
          once |= candidates;
        }
        int digit = Integer.lowestOneBit(rest & ~twice);
        if (digit == 0) {
          break;
        }
        if ((once & digit) == 0) {
          return Outcome.CONTRADICTION;
        }
        int cell = cellWith(board, units[unit], digit);
        listener.placed(cell, Integer.numberOfTrailingZeros(digit) + 1);
        board.fill(cell, digit);
        progress = true;
        rest &= -(digit << 1);
      }
    }
    return Outcome.of(progress);
  }

  private static int cellWith(SudokuBoard board, int[] unit, int digit) {
    int place = 0;
    while ((board.candidates[unit[place]] & digit) == 0) {
      place++;
    }
    return unit[place];
  }
}
