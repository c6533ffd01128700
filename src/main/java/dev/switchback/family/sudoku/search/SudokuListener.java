package dev.switchback.family.sudoku.search;

/**
 * Is told what a search does, step by step. Cells are numbered row by row from 0; candidates are a
 * set of digits, the digit d as bit d - 1.
 */
public interface SudokuListener {
  /** A cell is filled, by a technique or because that is what has just been guessed. */
  void placed(int cell, int digit);

  /** One of a cell's candidates is about to be tried. */
  void guessed(int cell, int candidates, int digit);

  /** A cell has no candidate left, or none of those that were tried in it led to a solution. */
  void noCandidate(int cell);

  /** A digit has no cell left in some unit. */
  void invalid();

  /** The cell guessed in and all cells filled since are empty again. */
  void reverted(int cell, int candidates);
}
