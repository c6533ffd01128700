package dev.switchback.family.sudoku.puzzle;

/**
 * Whether a plain search makes as many guesses in a puzzle as the settings want. Not safe for use
 * by several threads.
 */
public final class GuessBounds {
  private final SudokuSettings settings;
  private final FewestCandidatesSearch search;

  public GuessBounds(SudokuSettings settings) {
    this.settings = settings;
    this.search = new FewestCandidatesSearch(settings.size());
  }

  /** True for every puzzle where the settings have no bound. */
  public boolean hold(SudokuPuzzle puzzle) {
    if (settings.minGuesses() <= 0 && settings.maxGuesses() < 0) {
      return true;
    }
    long guesses = search.guesses(puzzle);
    return guesses >= settings.minGuesses()
        && (settings.maxGuesses() < 0 || guesses <= settings.maxGuesses());
  }
}
