package dev.switchback.family.sudoku;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import dev.switchback.family.sudoku.search.SudokuEasing;
import dev.switchback.family.sudoku.search.SudokuGrader;
import dev.switchback.random.RandomStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the settings ask for beyond the number of clues: a technique that is needed, cells that are
 * filled to make it easier. Not safe for use by several threads.
 */
final class SudokuFinish implements Function<SudokuPuzzle, Optional<SudokuPuzzle>> {
  private static final String PURPOSE = "sudoku-easier";

  private final SudokuSettings settings;
  private final long seed;
  private final SudokuGrader grader;
  private final SudokuEasing easing;

  SudokuFinish(SudokuSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
    this.grader = new SudokuGrader(settings.size());
    this.easing = new SudokuEasing(settings.size());
  }

  @Override
  public Optional<SudokuPuzzle> apply(SudokuPuzzle puzzle) {
    SudokuPuzzle finished = settings.easier() ? easier(puzzle) : puzzle;
    return settings.technique().isEmpty() || grader.hardest(finished).equals(settings.technique())
        ? Optional.of(finished)
        : Optional.empty();
  }

  /** The cells that are chosen at random depend on the puzzle. */
  private SudokuPuzzle easier(SudokuPuzzle puzzle) {
    return easing.ease(puzzle, seed, RandomStream.hash(seed, PURPOSE + puzzle.givens()));
  }
}
