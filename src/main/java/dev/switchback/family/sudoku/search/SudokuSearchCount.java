package dev.switchback.family.sudoku.search;

/** Counts what a search does. */
public final class SudokuSearchCount implements SudokuListener {
  private int placements;
  private int guesses;
  private int reverts;

  /** Cells filled since this object was made. */
  public int placements() {
    return placements;
  }

  /** Candidates tried since this object was made. */
  public int guesses() {
    return guesses;
  }

  /** Guesses taken back since this object was made. */
  public int reverts() {
    return reverts;
  }

  @Override
  public void placed(int cell, int digit) {
    placements++;
  }

  @Override
  public void guessed(int cell, int candidates, int digit) {
    guesses++;
  }

  @Override
  public void noCandidate(int cell) {}

  @Override
  public void invalid() {}

  @Override
  public void reverted(int cell, int candidates) {
    reverts++;
  }
}
