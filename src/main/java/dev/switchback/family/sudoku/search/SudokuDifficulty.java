package dev.switchback.family.sudoku.search;

/**
 * How hard a puzzle is for the searches, guesses made in a cell with the fewest candidates.
 *
 * @param hardest the key of the hardest technique that it takes to solve it without a guess, {@link
 *     #GUESS} if no technique is enough
 * @param guesses of the search with all techniques; 0 if it needs none
 * @param naiveGuesses of the search with lone singles alone
 * @param naiveReverts guesses that this search takes back
 */
public record SudokuDifficulty(String hardest, int guesses, int naiveGuesses, int naiveReverts) {
  /** What stands for a technique where none is enough. */
  public static final String GUESS = "guess";
}
