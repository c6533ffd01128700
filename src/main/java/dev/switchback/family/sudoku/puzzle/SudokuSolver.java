package dev.switchback.family.sudoku.puzzle;

import java.util.Optional;

/**
 * Solves puzzles and counts their solutions. One object solves any number of puzzles of one size,
 * one after the other. Not safe for use by several threads.
 */
public final class SudokuSolver {
  private final int size;
  private final byte[] board;
  private final SolutionSearch search;

  /** A solver for boards of size 4, 6 or 9. */
  public SudokuSolver(int size) {
    this.size = size;
    board = new byte[SudokuShape.of(size).cells()];
    search = size == 9 ? new BandSearch() : new FewestCandidatesSearch(size);
  }

  /** The first solution found, as digits row by row; empty if there is none. */
  public Optional<String> solve(SudokuPuzzle puzzle) {
    if (countSolutions(puzzle, 1) == 0) {
      return Optional.empty();
    }
    search.copySolutionTo(board, 0);
    return Optional.of(SudokuPuzzle.text(board));
  }

  /** The number of solutions; it stops at the limit, which is 1 or more. */
  public int countSolutions(SudokuPuzzle puzzle, int limit) {
    if (puzzle.size() != size) {
      throw new IllegalArgumentException(
          "Cannot solve a puzzle of size: " + puzzle.size() + ", expected " + size);
    }
    puzzle.copyTo(board);
    return countSolutions(board, limit);
  }

  /** Whether there is exactly one solution. */
  public boolean unique(SudokuPuzzle puzzle) {
    return countSolutions(puzzle, 2) == 1;
  }

  /**
   * The number of solutions of a board; it stops at the limit.
   *
   * @param cells a digit for each cell row by row, 0 for an empty one
   * @param limit 1 or more
   */
  public int countSolutions(byte[] cells, int limit) {
    return search.countSolutions(cells, limit);
  }

  /**
   * Whether a board has a solution in which a cell, which is empty, does not hold a digit: if the
   * digit stood there in the only solution of a board, whether it was needed.
   */
  public boolean solvableWithout(byte[] cells, int cell, int digit) {
    return search.solvableWithout(cells, cell, digit);
  }

  /**
   * The first solution that the last call found, if it found one; it is overwritten by the next.
   */
  public void copySolutionTo(byte[] cells) {
    search.copySolutionTo(cells, 0);
  }

  /** The second solution that the last call found, if it found two. */
  void copySecondSolutionTo(byte[] cells) {
    search.copySolutionTo(cells, 1);
  }

  /** Guesses of the last call: how often a digit was tried in a cell that had several. */
  public long guesses() {
    return search.guesses();
  }

  /** A search for the solutions of boards: a digit for each cell row by row, 0 for an empty one. */
  interface SolutionSearch {
    /** The number of solutions; it stops at the limit, which is 1 or more. */
    int countSolutions(byte[] cells, int limit);

    /** Whether there is a solution in which a cell, which is empty, does not hold a digit. */
    boolean solvableWithout(byte[] cells, int cell, int digit);

    /**
     * A solution that the last call found.
     *
     * @param rank 0 for the first one, 1 for the second
     */
    void copySolutionTo(byte[] cells, int rank);

    /** Guesses of the last call: how often a digit was tried in a cell that had several. */
    long guesses();
  }
}
