package dev.switchback.family.sudoku.puzzle;

/**
 * What follows from where one digit can still stand in one band, read from tables.
 *
 * <p>A band is three rows that share three boxes. Its 27 cells are the bits of a mask, row by row:
 * bit 9 * row + column, where the row counts within the band. A minirow is the three cells that a
 * row and a box share, a band has nine of them; its minirow pattern says in which of them the digit
 * can stand (bit 3 * box + row).
 */
final class BandTables {
  /** All cells of a band. */
  static final int ALL_CELLS = (1 << 27) - 1;

  /** The first cell of each minirow. */
  private static final int MINIROW_STARTS = 0b001001001001001001001001001;

  /**
   * By minirow pattern: the cells of the minirows that are left. The digit stands in three
   * minirows, one in each row and each box: there are six ways, and a minirow is left if one of
   * them goes through it and otherwise through possible ones. This is the rule of locked
   * candidates. No cells are left if there is no way.
   */
  static final int[] LEFT = new int[512];

  /** By minirow pattern: the cells of the minirows that, of those left, are alone in their row. */
  static final int[] ALONE = new int[512];

  /**
   * By the columns that are possible in a band: the cells that are left in the other two bands.
   * Where all possible cells of a box lie in one column, the digit stands nowhere else in that
   * column.
   */
  static final int[] ELSEWHERE = new int[512];

  /** By cell of a band: the cells where the digit can stand besides, once it stands there. */
  static final int[] SAME_BAND = new int[27];

  static {
    for (int pattern = 0; pattern < 512; pattern++) {
      int left = leftMinirows(pattern);
      LEFT[pattern] = cells(left);
      ALONE[pattern] = cells(aloneInRow(left));
      ELSEWHERE[pattern] = ALL_CELLS & ~threeRows(lockedColumns(pattern));
    }
    for (int cell = 0; cell < 27; cell++) {
      int row = 0b111111111 << cell / 9 * 9;
      int box = threeRows(0b111 << cell % 9 / 3 * 3);
      SAME_BAND[cell] = ALL_CELLS & ~row & ~box | 1 << cell;
    }
  }

  private BandTables() {}

  /**
   * The minirow pattern of a mask. The minirows' starting bits are 0, 3, .. 24; moved by 0, 8 and
   * 16 places, a third of them each time fall into the lowest nine bits, all in different ones.
   */
  static int minirows(int cells) {
    int starts = (cells | cells >>> 1 | cells >>> 2) & MINIROW_STARTS;
    return (starts | starts >>> 8 | starts >>> 16) & 511;
  }

  /** The columns of a mask. */
  static int columns(int cells) {
    return (cells | cells >>> 9 | cells >>> 18) & 511;
  }

  private static int leftMinirows(int pattern) {
    int left = 0;
    for (int first = 0; first < 3; first++) {
      for (int second = 0; second < 3; second++) {
        int third = 3 - first - second;
        if (first != second) {
          int way = 1 << first | 1 << (3 + second) | 1 << (6 + third);
          left |= (pattern & way) == way ? way : 0;
        }
      }
    }
    return left;
  }

  private static int aloneInRow(int minirows) {
    int alone = 0;
    for (int row = 0; row < 3; row++) {
      int inRow = minirows & 0b001001001 << row;
      alone |= Integer.bitCount(inRow) == 1 ? inRow : 0;
    }
    return alone;
  }

  private static int lockedColumns(int columns) {
    int locked = 0;
    for (int box = 0; box < 3; box++) {
      int inBox = columns & 0b111 << 3 * box;
      locked |= Integer.bitCount(inBox) == 1 ? inBox : 0;
    }
    return locked;
  }

  private static int cells(int minirows) {
    int cells = 0;
    for (int minirow = 0; minirow < 9; minirow++) {
      int start = 9 * (minirow % 3) + 3 * (minirow / 3);
      cells |= (minirows >>> minirow & 1) * 0b111 << start;
    }
    return cells;
  }

  private static int threeRows(int columns) {
    return columns | columns << 9 | columns << 18;
  }
}
