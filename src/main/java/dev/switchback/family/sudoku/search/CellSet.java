package dev.switchback.family.sudoku.search;

/** A set of cells in row-major order, at most 128 of them, that changes in place. */
final class CellSet {
  private long low;
  private long high;

  void clear() {
    low = 0;
    high = 0;
  }

  void copyFrom(CellSet other) {
    low = other.low;
    high = other.high;
  }

  void add(int cell) {
    if (cell < Long.SIZE) {
      low |= 1L << cell;
    } else {
      high |= 1L << cell;
    }
  }

  void remove(int cell) {
    if (cell < Long.SIZE) {
      low &= ~(1L << cell);
    } else {
      high &= ~(1L << cell);
    }
  }

  boolean contains(int cell) {
    return ((cell < Long.SIZE ? low : high) >>> cell & 1) != 0;
  }

  boolean isEmpty() {
    return (low | high) == 0;
  }

  int size() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  /** The first cell from the given one on, or -1. */
  int next(int from) {
    if (from < Long.SIZE) {
      long rest = low & -1L << from;
      if (rest != 0) {
        return Long.numberOfTrailingZeros(rest);
      }
      return high == 0 ? -1 : Long.SIZE + Long.numberOfTrailingZeros(high);
    }
    long rest = from < 2 * Long.SIZE ? high & -1L << from : 0;
    return rest == 0 ? -1 : Long.SIZE + Long.numberOfTrailingZeros(rest);
  }
}
