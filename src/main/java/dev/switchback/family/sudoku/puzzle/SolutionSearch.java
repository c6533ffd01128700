package dev.switchback.family.sudoku.puzzle;

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
