package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import java.util.Arrays;

/**
 * The search without any technique: row by row, it looks at the first empty cell alone. A cell
 * without a digit that clashes with none is a dead end; one such digit is filled in without a
 * guess; of several, each is tried in ascending order. It looks at no other cell before it comes
 * there.
 *
 * <p>One object searches any number of puzzles of one size, one after the other, and allocates
 * nothing. Not safe for use by several threads.
 */
public final class RowMajorSearch {
  private final SudokuShape shape;
  private final int all;
  private final byte[] cells;
  private final int[] rows;
  private final int[] columns;
  private final int[] boxes;
  private SudokuListener listener;

  /**
   * A search on boards of size 4, 6 or 9.
   *
   * @throws IllegalArgumentException if size is none of these
   */
  public RowMajorSearch(int size) {
    shape = SudokuShape.of(size);
    all = (1 << size) - 1;
    cells = new byte[shape.cells()];
    rows = new int[size];
    columns = new int[size];
    boxes = new int[size];
  }

  /**
   * Searches for the first solution, in the order of digits row by row, and returns whether there
   * is one.
   *
   * @throws IllegalArgumentException if the puzzle has another size
   */
  public boolean search(SudokuPuzzle puzzle, SudokuListener told) {
    if (puzzle.size() != shape.size()) {
      throw new IllegalArgumentException(
          "Cannot search a puzzle of size: " + puzzle.size() + ", expected " + shape.size());
    }
    listener = told;
    puzzle.copyTo(cells);
    Arrays.fill(rows, 0);
    Arrays.fill(columns, 0);
    Arrays.fill(boxes, 0);
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] != 0) {
        toggle(cell, 1 << (cells[cell] - 1));
      }
    }
    return search(0);
  }

  private boolean search(int from) {
    int cell = from;
    while (cell < cells.length && cells[cell] != 0) {
      cell++;
    }
    if (cell == cells.length) {
      return true;
    }
    int candidates =
        all & ~(rows[shape.row(cell)] | columns[shape.column(cell)] | boxes[shape.box(cell)]);
    if (candidates == 0) {
      listener.noCandidate(cell);
      return false;
    }
    return Integer.bitCount(candidates) == 1 ? fill(cell, candidates) : guess(cell, candidates);
  }

  private boolean guess(int cell, int candidates) {
    for (int rest = candidates; rest != 0; rest &= rest - 1) {
      int digit = Integer.lowestOneBit(rest);
      listener.guessed(cell, candidates, digitOf(digit));
      if (fill(cell, digit)) {
        return true;
      }
      listener.noCandidate(cell);
      listener.reverted(cell, candidates);
    }
    return false;
  }

  /** Fills a cell and goes on; where that leads nowhere, the cell is empty again. */
  private boolean fill(int cell, int digit) {
    cells[cell] = (byte) digitOf(digit);
    toggle(cell, digit);
    listener.placed(cell, cells[cell]);
    if (search(cell + 1)) {
      return true;
    }
    toggle(cell, digit);
    cells[cell] = 0;
    return false;
  }

  private static int digitOf(int bit) {
    return Integer.numberOfTrailingZeros(bit) + 1;
  }

  private void toggle(int cell, int digit) {
    rows[shape.row(cell)] ^= digit;
    columns[shape.column(cell)] ^= digit;
    boxes[shape.box(cell)] ^= digit;
  }
}
