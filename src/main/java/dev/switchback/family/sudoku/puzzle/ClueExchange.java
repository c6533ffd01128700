package dev.switchback.family.sudoku.puzzle;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * The search for puzzles with few clues, from one of which no clue can be spared. A step takes two
 * clues away and puts one elsewhere so that the solution is the only one again; where that fails,
 * it exchanges one clue for one elsewhere. Clues that can then be spared are taken away.
 *
 * <p>A cell can make the solution the only one if every other solution has another digit there: one
 * other solution after the other narrows the choice down, and few are needed.
 */
final class ClueExchange {
  private final SudokuSolver solver;
  private final ClueRemoval removal;
  private final byte[] grid;
  private final byte[] other;
  private final int[] clueCells;
  private final int[] candidates;
  private int candidateCount;

  ClueExchange(SudokuShape shape, SudokuSolver solver, ClueRemoval removal) {
    this.solver = solver;
    this.removal = removal;
    grid = new byte[shape.cells()];
    other = new byte[shape.cells()];
    clueCells = new int[shape.cells()];
    candidates = new int[shape.cells()];
  }

  /**
   * Makes steps until few enough clues are left.
   *
   * @param cells a board with exactly one solution
   * @param fewest clues are taken away as long as there are more than these
   * @param enough the search ends with so many clues
   * @return how many clues are left, more than enough if the steps did not suffice
   */
  int reduce(byte[] cells, int fewest, int enough, int steps, RandomStream random) {
    solver.countSolutions(cells, 1);
    solver.copySolutionTo(grid);
    int clues = SudokuPuzzle.clues(cells);
    for (int step = 0; step < steps && clues > enough; step++) {
      if (exchange(cells, random)) {
        clues = removal.remove(cells, fewest, random);
      }
    }
    return clues;
  }

  /** Whether the clues have changed. */
  private boolean exchange(byte[] cells, RandomStream random) {
    int count = listClues(cells);
    int first = clueCells[random.nextInt(count)];
    cells[first] = 0;
    count = listClues(cells);
    int second = clueCells[random.nextInt(count)];
    cells[second] = 0;
    if (restore(cells, first, random)) {
      return true;
    }
    cells[second] = grid[second];
    if (restore(cells, first, random)) {
      return true;
    }
    cells[first] = grid[first];
    return false;
  }

  private int listClues(byte[] cells) {
    int count = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] != 0) {
        clueCells[count] = cell;
        count++;
      }
    }
    return count;
  }

  /** Puts a clue where it makes the solution the only one, though not into a certain cell. */
  private boolean restore(byte[] cells, int forbidden, RandomStream random) {
    candidateCount = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] == 0 && cell != forbidden) {
        candidates[candidateCount] = cell;
        candidateCount++;
      }
    }
    while (candidateCount > 0) {
      int cell = candidates[random.nextInt(candidateCount)];
      cells[cell] = grid[cell];
      if (solver.countSolutions(cells, 2) == 1) {
        return true;
      }
      cells[cell] = 0;
      keepWhereAnotherSolutionDiffers();
    }
    return false;
  }

  private void keepWhereAnotherSolutionDiffers() {
    solver.copySolutionTo(other);
    if (Arrays.equals(other, grid)) {
      solver.copySecondSolutionTo(other);
    }
    int kept = 0;
    for (int i = 0; i < candidateCount; i++) {
      if (other[candidates[i]] != grid[candidates[i]]) {
        candidates[kept] = candidates[i];
        kept++;
      }
    }
    candidateCount = kept;
  }
}
