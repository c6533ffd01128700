package dev.switchback.family.sudoku.search;

/**
 * Where and when a search guesses.
 *
 * @param order which cell it guesses in
 * @param sweeps how often it applies its techniques before
 */
public record Guessing(GuessOrder order, Sweeps sweeps) {
  /** As late as possible, where candidates are fewest. */
  public static final Guessing USUAL =
      new Guessing(GuessOrder.FEWEST_CANDIDATES, Sweeps.UNTIL_STUCK);
}
