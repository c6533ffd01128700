package dev.switchback.puzzle.sudoku;

/** A search for the solutions of boards: a digit for each cell row by row, 0 for an empty one. */
interface SolutionSearch {
  /** The number of solutions; it stops at the limit, which is 1 or more. */
  int countSolutions(byte[] cells, int limit);

  /** Whether there is a solution in which a cell, which is empty, does not hold a digit. */
  boolean solvableWithout(byte[] cells, int cell, int digit);

  /** The first solution of the last call that found one. */
  void copySolutionTo(byte[] cells);

  /** Guesses of the last call: how often a digit was tried in a cell that had several. */
  long guesses();
}
