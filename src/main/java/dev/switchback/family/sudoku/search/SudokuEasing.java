package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.random.RandomStream;
import java.util.stream.IntStream;

/**
 * Makes puzzles easier as arXiv 2504.07052 does: ten more cells of 81 are filled, the first that
 * the techniques fill if they fill more than ten without a guess; otherwise all that they fill, and
 * random others. Smaller boards have as many filled in proportion: 4 of 36, 2 of 16. Not safe for
 * use by several threads.
 */
public final class SudokuEasing {
  private static final String PURPOSE = "sudoku-easing";

  private final SudokuSearch search;
  private final SudokuSolver solver;
  private final SudokuShape shape;
  private final byte[] cells;
  private final byte[] solution;
  private final int added;

  /**
   * For boards of size 4, 6 or 9.
   *
   * @throws IllegalArgumentException if size is none of these
   */
  public SudokuEasing(int size) {
    search = new SudokuSearch(size);
    solver = new SudokuSolver(size);
    shape = SudokuShape.of(size);
    cells = new byte[shape.cells()];
    solution = new byte[shape.cells()];
    added = shape.cells() / 8;
  }

  /** How many cells are filled. */
  public int added() {
    return added;
  }

  /**
   * The easier puzzle; all of its cells are filled if it has no more than {@link #added} empty
   * ones.
   *
   * @param seed and index make the random choice of cells, which nothing else does
   * @throws IllegalArgumentException if the puzzle has no solution
   */
  public SudokuPuzzle ease(SudokuPuzzle puzzle, long seed, long index) {
    int solutions = solver.countSolutions(puzzle, 2);
    if (solutions == 0) {
      throw new IllegalArgumentException(
          "Cannot make a puzzle easier: "
              + puzzle.givens()
              + " has no solution, expected a puzzle with a solution");
    }
    solver.copySolutionTo(solution);
    puzzle.copyTo(cells);
    Filling filling = new Filling();
    search.deduce(puzzle, SudokuTechnique.all(solutions == 1), filling);
    fillRandomly(filling.filled, RandomStream.of(seed, PURPOSE, index));
    return SudokuPuzzle.of(cells);
  }

  private void fillRandomly(int filled, RandomStream random) {
    int[] empty = IntStream.range(0, cells.length).filter(cell -> cells[cell] == 0).toArray();
    random.shuffle(empty);
    for (int i = 0; i < empty.length && filled + i < added; i++) {
      cells[empty[i]] = solution[empty[i]];
    }
  }

  /** Fills the first cells that a search fills. */
  private final class Filling implements SudokuListener {
    private int filled;

    @Override
    public void placed(int cell, int digit) {
      if (filled < added) {
        cells[cell] = (byte) digit;
        filled++;
      }
    }

    @Override
    public void guessed(int cell, int candidates, int digit) {}

    @Override
    public void noCandidate(int cell) {}

    @Override
    public void invalid() {}

    @Override
    public void reverted(int cell, int candidates) {}
  }
}
