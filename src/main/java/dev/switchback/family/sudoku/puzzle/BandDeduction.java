package dev.switchback.family.sudoku.puzzle;

import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.MASKS;
import static dev.switchback.family.sudoku.puzzle.BandSearch.BandPosition.UNSOLVED;

/**
 * Deduces what follows without guessing in a position of {@link BandSearch}: locked candidates
 * inside bands and from boxes to columns, the only place of a digit in a row or a box, and the only
 * digit of a cell. Sets of digits are masks of nine bits.
 */
final class BandDeduction {
  private static final int CONTRADICTION = -1;

  private final int[] positions;
  private final int[] pairs;

  /**
   * @param positions where positions lie
   * @param pairs by band: receives the cells with two candidates
   */
  BandDeduction(int[] positions, int[] pairs) {
    this.positions = positions;
    this.pairs = pairs;
  }

  /**
   * Deduces until nothing changes.
   *
   * @param base where the position begins
   * @param digits those whose masks have changed since all was deduced from them
   * @return whether no contradiction was met
   */
  boolean complete(int base, int digits) {
    int changed = digits;
    do {
      while (changed > 0) {
        int digit = Integer.numberOfTrailingZeros(changed);
        changed = narrow(base, digit, changed & (changed - 1));
      }
      if (changed == 0) {
        changed = fillSingleCandidates(base);
      }
    } while (changed > 0);
    return changed == 0;
  }

  /**
   * Deduces what follows from where one digit can stand.
   *
   * @return the digits that have changed, among them those given, or a contradiction
   */
  private int narrow(int base, int digit, int changed) {
    int at = base + 3 * digit;
    int top = positions[at];
    int middle = positions[at + 1];
    int bottom = positions[at + 2];
    int topMinirows;
    int middleMinirows;
    int bottomMinirows;
    int belowTop;
    int aroundMiddle;
    int aboveBottom;
    int before;
    do {
      before = top + middle + bottom;
      topMinirows = BandTables.minirows(top);
      middleMinirows = BandTables.minirows(middle);
      bottomMinirows = BandTables.minirows(bottom);
      top &= BandTables.LEFT[topMinirows];
      middle &= BandTables.LEFT[middleMinirows];
      bottom &= BandTables.LEFT[bottomMinirows];
      if (top == 0 || middle == 0 || bottom == 0) {
        return CONTRADICTION;
      }
      belowTop = BandTables.ELSEWHERE[BandTables.columns(top)];
      aroundMiddle = BandTables.ELSEWHERE[BandTables.columns(middle)];
      aboveBottom = BandTables.ELSEWHERE[BandTables.columns(bottom)];
      top &= aroundMiddle & aboveBottom;
      middle &= belowTop & aboveBottom;
      bottom &= belowTop & aroundMiddle;
    } while (top + middle + bottom != before);
    int others =
        settle(base, 0, top & BandTables.ALONE[topMinirows] & ~belowTop)
            | settle(base, 1, middle & BandTables.ALONE[middleMinirows] & ~aroundMiddle)
            | settle(base, 2, bottom & BandTables.ALONE[bottomMinirows] & ~aboveBottom);
    positions[at] = top;
    positions[at + 1] = middle;
    positions[at + 2] = bottom;
    return (changed | others) & ~(1 << digit);
  }

  /** Takes the cells that a digit has for itself from all digits; its own mask is stored later. */
  private int settle(int base, int band, int cells) {
    int unsolved = positions[base + UNSOLVED + band];
    int settled = cells & unsolved;
    if (settled == 0) {
      return 0;
    }
    positions[base + UNSOLVED + band] = unsolved ^ settled;
    int changed = 0;
    for (int digit = 0; digit < 9; digit++) {
      int mask = base + 3 * digit + band;
      int before = positions[mask];
      int after = before & ~settled;
      positions[mask] = after;
      changed |= (after - before >>> 31) << digit;
    }
    return changed;
  }

  /**
   * Counts the candidates of all cells at once, bit by bit, and fills cells that have one.
   *
   * @return the digits that have changed, or a contradiction
   */
  private int fillSingleCandidates(int base) {
    int changed = 0;
    for (int band = 0; band < 3; band++) {
      int one = 0;
      int two = 0;
      int three = 0;
      for (int mask = base + band; mask < base + MASKS; mask += 3) {
        int cells = positions[mask];
        three |= two & cells;
        two |= one & cells;
        one |= cells;
      }
      if (one != BandTables.ALL_CELLS) {
        return CONTRADICTION;
      }
      pairs[band] = two & ~three;
      int singles = ~two & positions[base + UNSOLVED + band];
      if (singles != 0) {
        changed |= fill(base, band, singles);
      }
    }
    return changed;
  }

  private int fill(int base, int band, int singles) {
    int changed = 0;
    for (int digit = 0; digit < 9; digit++) {
      int mask = base + 3 * digit + band;
      for (int own = positions[mask] & singles; own != 0; own &= own - 1) {
        positions[mask] &= BandTables.SAME_BAND[Integer.numberOfTrailingZeros(own)];
        changed |= 1 << digit;
      }
    }
    return changed;
  }
}
