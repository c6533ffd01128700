package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;

/**
 * Takes clues away from a board with one solution, in a random order, as long as it keeps that one
 * solution. A clue can be spared if there is no solution with another digit in its place.
 *
 * <p>For symmetric layouts, a cell and the cell that it falls on when the board is turned half lose
 * their clues together or not at all.
 */
final class ClueRemoval {
  private final SudokuSolver solver;
  private final boolean symmetric;
  private final int[] order;
  private final byte[] full;

  ClueRemoval(SudokuShape shape, SudokuSolver solver, boolean symmetric) {
    this.solver = solver;
    this.symmetric = symmetric;
    order = new int[symmetric ? (shape.cells() + 1) / 2 : shape.cells()];
    full = new byte[shape.cells()];
  }

  /**
   * Takes clues away until none can be spared or only so many are left.
   *
   * @param cells a board with exactly one solution
   * @return how many clues are left
   */
  int remove(byte[] cells, int fewest, RandomStream random) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    random.shuffle(order);
    int clues = SudokuPuzzle.clues(cells);
    int batch = order.length / 4;
    int next = 0;
    if (clues == cells.length && clues - 2 * batch >= fewest && removeFirst(cells, batch)) {
      clues = SudokuPuzzle.clues(cells);
      next = batch;
    }
    for (; next < order.length && clues > fewest; next++) {
      clues -= remove(cells, order[next], clues - fewest);
    }
    return clues;
  }

  /**
   * A quarter of a full board can nearly always be spared at once. If so, each cell of it could
   * have been spared one after the other, so that this changes nothing but the time it takes.
   */
  private boolean removeFirst(byte[] cells, int batch) {
    System.arraycopy(cells, 0, full, 0, cells.length);
    for (int i = 0; i < batch; i++) {
      cells[order[i]] = 0;
      cells[partner(cells, order[i])] = 0;
    }
    if (solver.countSolutions(cells, 2) == 1) {
      return true;
    }
    System.arraycopy(full, 0, cells, 0, cells.length);
    return false;
  }

  /** How many clues were spared: of the cell and its partner, and no more than the most. */
  private int remove(byte[] cells, int cell, int most) {
    int partner = partner(cells, cell);
    int group = cell == partner ? 1 : 2;
    byte digit = cells[cell];
    if (digit == 0 || group > most || !spare(cells, cell)) {
      return 0;
    }
    if (cell != partner && !spare(cells, partner)) {
      cells[cell] = digit;
      return 0;
    }
    return group;
  }

  private int partner(byte[] cells, int cell) {
    return symmetric ? cells.length - 1 - cell : cell;
  }

  private boolean spare(byte[] cells, int cell) {
    byte digit = cells[cell];
    cells[cell] = 0;
    boolean needed = solver.solvableWithout(cells, cell, digit);
    if (needed) {
      cells[cell] = digit;
    }
    return !needed;
  }
}
