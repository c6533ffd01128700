package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import java.util.Arrays;

/**
 * A board with the candidates of its empty cells. Sets of digits are bits, the digit d is bit d -
 * 1; a filled cell has no candidates.
 */
final class SudokuBoard {
  final SudokuShape shape;
  final int allDigits;

  /** Of each cell; written to by {@link #remove} and {@link #fill} alone. */
  final int[] candidates;

  /** The digits filled in, of each unit in the order of the shape. */
  final int[] used;

  private final CellSet empty = new CellSet();
  private final CellSet single = new CellSet();
  private final CellSet dead = new CellSet();

  SudokuBoard(SudokuShape shape) {
    this.shape = shape;
    allDigits = (1 << shape.size()) - 1;
    candidates = new int[shape.cells()];
    used = new int[3 * shape.size()];
  }

  /** Starts from a puzzle, with every candidate that clashes with no given digit. */
  void begin(SudokuPuzzle puzzle) {
    Arrays.fill(used, 0);
    empty.clear();
    single.clear();
    dead.clear();
    for (int cell = 0; cell < candidates.length; cell++) {
      candidates[cell] = 0;
      int digit = puzzle.digit(cell);
      if (digit > 0) {
        use(cell, 1 << (digit - 1));
      } else {
        empty.add(cell);
      }
    }
    for (int cell = empty.next(0); cell >= 0; cell = empty.next(cell + 1)) {
      candidates[cell] = allDigits;
      remove(cell, usedAround(cell));
    }
  }

  /** Makes this board the same as another of its shape. */
  void copyFrom(SudokuBoard other) {
    System.arraycopy(other.candidates, 0, candidates, 0, candidates.length);
    System.arraycopy(other.used, 0, used, 0, used.length);
    empty.copyFrom(other.empty);
    single.copyFrom(other.single);
    dead.copyFrom(other.dead);
  }

  /** Fills an empty cell with a digit, given as its bit, and strikes it out around. */
  void fill(int cell, int digit) {
    candidates[cell] = 0;
    empty.remove(cell);
    single.remove(cell);
    use(cell, digit);
    for (int peer : shape.peers(cell)) {
      if ((candidates[peer] & digit) != 0) {
        remove(peer, digit);
      }
    }
  }

  /** Strikes candidates out of an empty cell; says whether it had any of them. */
  boolean remove(int cell, int digits) {
    int before = candidates[cell];
    int left = before & ~digits;
    if (left == before) {
      return false;
    }
    candidates[cell] = left;
    if (left == 0) {
      single.remove(cell);
      dead.add(cell);
    } else if ((left & (left - 1)) == 0) {
      single.add(cell);
    }
    return true;
  }

  boolean isFull() {
    return empty.isEmpty();
  }

  /** The first empty cell from the given one on, or -1. */
  int nextEmpty(int from) {
    return empty.next(from);
  }

  /** The first empty cell with one candidate from the given one on, or -1. */
  int nextSingle(int from) {
    return single.next(from);
  }

  /** The first empty cell without a candidate, or -1. */
  int dead() {
    return dead.next(0);
  }

  /** The empty cell with the fewest candidates, the first of these. */
  int fewestCandidates() {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int cell = empty.next(0); cell >= 0; cell = empty.next(cell + 1)) {
      int count = Integer.bitCount(candidates[cell]);
      if (count < fewest) {
        fewest = count;
        best = cell;
      }
    }
    return best;
  }

  private int usedAround(int cell) {
    int size = shape.size();
    return used[shape.row(cell)]
        | used[size + shape.column(cell)]
        | used[2 * size + shape.box(cell)];
  }

  private void use(int cell, int digit) {
    int size = shape.size();
    used[shape.row(cell)] |= digit;
    used[size + shape.column(cell)] |= digit;
    used[2 * size + shape.box(cell)] |= digit;
  }

  /** A set of cells in row-major order, at most 128 of them, that changes in place. */
  private static final class CellSet {
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

    boolean isEmpty() {
      return (low | high) == 0;
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
}
