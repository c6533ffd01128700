package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * Random full grids. The boxes of the diagonal, which do not touch each other, are filled first.
 * Then cells are filled in the order of fewest candidates (the first of equals row by row), each
 * with a random one of its candidates, going back where there is none; on small boards also to the
 * diagonal. Every grid can come out, but not each with the same chance.
 *
 * <p>It has a search of its own, so that a faster solver does not change the problems of a seed.
 */
final class RandomGrid {
  private final SudokuShape shape;
  private final int[] permutation;
  private final int[] rows;
  private final int[] columns;
  private final int[] boxes;
  private byte[] grid;
  private RandomStream random;

  RandomGrid(SudokuShape shape) {
    this.shape = shape;
    permutation = new int[shape.size()];
    rows = new int[shape.size()];
    columns = new int[shape.size()];
    boxes = new int[shape.size()];
  }

  /** Overwrites all cells. */
  void fill(byte[] cells, RandomStream stream) {
    grid = cells;
    random = stream;
    do {
      fillDiagonal();
    } while (!fillTheRest());
  }

  private void fillDiagonal() {
    Arrays.fill(grid, (byte) 0);
    int all = (1 << shape.size() + 1) - 2;
    Arrays.fill(rows, all);
    Arrays.fill(columns, all);
    Arrays.fill(boxes, all);
    for (int box = 0; box < shape.size(); box += shape.stacks() + 1) {
      int[] unit = shape.units()[2 * shape.size() + box];
      for (int i = 0; i < unit.length; i++) {
        permutation[i] = i + 1;
      }
      random.shuffle(permutation);
      for (int i = 0; i < unit.length; i++) {
        toggle(unit[i], permutation[i]);
      }
    }
  }

  private boolean fillTheRest() {
    int cell = fewestCandidates();
    if (cell < 0) {
      return true;
    }
    int open = candidates(cell);
    while (open != 0) {
      int digit = randomBit(open);
      toggle(cell, digit);
      if (fillTheRest()) {
        return true;
      }
      toggle(cell, digit);
      open ^= 1 << digit;
    }
    return false;
  }

  /** Puts a digit into an empty cell or takes it out. */
  private void toggle(int cell, int digit) {
    grid[cell] ^= (byte) digit;
    int bit = 1 << digit;
    rows[shape.row(cell)] ^= bit;
    columns[shape.column(cell)] ^= bit;
    boxes[shape.box(cell)] ^= bit;
  }

  private int candidates(int cell) {
    return rows[shape.row(cell)] & columns[shape.column(cell)] & boxes[shape.box(cell)];
  }

  private int fewestCandidates() {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int cell = 0; cell < grid.length && fewest > 1; cell++) {
      if (grid[cell] == 0) {
        int count = Integer.bitCount(candidates(cell));
        if (count < fewest) {
          fewest = count;
          best = cell;
        }
      }
    }
    return best;
  }

  private int randomBit(int bits) {
    int count = Integer.bitCount(bits);
    int left = bits;
    for (int skipped = count == 1 ? 0 : random.nextInt(count); skipped > 0; skipped--) {
      left &= left - 1;
    }
    return Integer.numberOfTrailingZeros(left);
  }
}
