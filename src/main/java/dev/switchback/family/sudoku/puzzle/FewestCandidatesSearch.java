package dev.switchback.family.sudoku.puzzle;

import dev.switchback.family.sudoku.puzzle.SudokuSolver.SolutionSearch;
import java.util.Arrays;

/**
 * The plain search that says how hard a puzzle is: depth first, it fills cells that have a single
 * candidate, and where there are none it guesses in the cell with the fewest candidates (the first
 * of them row by row), digits in ascending order. Every digit tried there is a guess.
 *
 * <p>The number of guesses depends on the puzzle alone: whichever of several single candidates is
 * filled first, the same cells are filled in the end, or the same contradiction is met.
 *
 * <p>Not safe for use by several threads.
 */
public final class FewestCandidatesSearch implements SolutionSearch {
  private final SudokuShape shape;
  private final int all;
  private final byte[] cells;
  private final byte[] found;
  private final int[] rows;
  private final int[] columns;
  private final int[] boxes;
  private int limit;
  private int solutions;
  private long guesses;

  /** A search on boards of size 4, 6 or 9. */
  public FewestCandidatesSearch(int size) {
    shape = SudokuShape.of(size);
    all = (1 << size) - 1;
    cells = new byte[shape.cells()];
    found = new byte[2 * shape.cells()];
    rows = new int[size];
    columns = new int[size];
    boxes = new int[size];
  }

  /** The guesses that it takes to come to the first solution, or to find that there is none. */
  public long guesses(SudokuPuzzle puzzle) {
    countSolutions(puzzle.cells(), 1);
    return guesses;
  }

  @Override
  public int countSolutions(byte[] board, int limit) {
    this.limit = limit;
    solutions = 0;
    guesses = 0;
    if (begin(board)) {
      descend();
    }
    return solutions;
  }

  @Override
  public boolean solvableWithout(byte[] board, int cell, int digit) {
    boolean solvable = false;
    for (int other = 1; other <= shape.size() && !solvable; other++) {
      if (other != digit) {
        board[cell] = (byte) other;
        solvable = countSolutions(board, 1) == 1;
      }
    }
    board[cell] = 0;
    return solvable;
  }

  @Override
  public void copySolutionTo(byte[] board, int rank) {
    System.arraycopy(found, rank * cells.length, board, 0, cells.length);
  }

  @Override
  public long guesses() {
    return guesses;
  }

  /** Whether no two given digits clash. */
  private boolean begin(byte[] board) {
    System.arraycopy(board, 0, cells, 0, cells.length);
    Arrays.fill(rows, 0);
    Arrays.fill(columns, 0);
    Arrays.fill(boxes, 0);
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] != 0) {
        int digit = 1 << (cells[cell] - 1);
        if ((candidates(cell) & digit) == 0) {
          return false;
        }
        toggle(cell, digit);
      }
    }
    return true;
  }

  private int candidates(int cell) {
    return all & ~(rows[shape.row(cell)] | columns[shape.column(cell)] | boxes[shape.box(cell)]);
  }

  private void toggle(int cell, int digit) {
    rows[shape.row(cell)] ^= digit;
    columns[shape.column(cell)] ^= digit;
    boxes[shape.box(cell)] ^= digit;
  }

  private void descend() {
    int cell = fewestCandidates();
    if (cell < 0) {
      if (solutions < 2) {
        System.arraycopy(cells, 0, found, solutions * cells.length, cells.length);
      }
      solutions++;
      return;
    }
    int open = candidates(cell);
    boolean guess = Integer.bitCount(open) > 1;
    while (open != 0 && solutions < limit) {
      int digit = Integer.lowestOneBit(open);
      open ^= digit;
      guesses += guess ? 1 : 0;
      cells[cell] = (byte) (Integer.numberOfTrailingZeros(digit) + 1);
      toggle(cell, digit);
      descend();
      toggle(cell, digit);
      cells[cell] = 0;
    }
  }

  /** The first empty cell with the fewest candidates, or -1 if no cell is empty. */
  private int fewestCandidates() {
    int best = -1;
    int fewest = Integer.MAX_VALUE;
    for (int cell = 0; cell < cells.length && fewest > 0; cell++) {
      if (cells[cell] == 0) {
        int count = Integer.bitCount(candidates(cell));
        if (count < fewest) {
          fewest = count;
          best = cell;
        }
      }
    }
    return best;
  }
}
