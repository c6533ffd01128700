package dev.switchback.family.sudoku.puzzle;

import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;

/**
 * When two puzzles are the same but for how they are laid out: they are isomorphic if one becomes
 * the other by renaming digits, permuting bands, stacks, rows of a band or columns of a stack, and
 * transposition, this where boxes are square.
 */
public final class SudokuSymmetry {
  private static final int ROUNDS = 4;

  private SudokuSymmetry() {}

  /**
   * A number that isomorphic puzzles share. Puzzles that share it are hardly ever different in
   * kind, unless nearly all cells are given; {@link #canonical} tells.
   */
  public static long fingerprint(SudokuPuzzle puzzle) {
    return colours(puzzle).total();
  }

  /**
   * A text that two puzzles share exactly if they are isomorphic: one of the images of the puzzle,
   * as givens. A puzzle with many symmetries of its own takes long: an empty board minutes.
   */
  public static String canonical(SudokuPuzzle puzzle) {
    return new CanonicalForm(puzzle).find(colours(puzzle));
  }

  private static UnitColours colours(SudokuPuzzle puzzle) {
    UnitColours colours = new UnitColours(puzzle);
    colours.refine(ROUNDS);
    return colours;
  }

  /**
   * Which split a puzzle belongs to: a hash of its {@link SudokuSymmetry#fingerprint fingerprint},
   * as a number in [0, 1), is compared with the share of the symmetry classes that are for
   * validation.
   *
   * @param validationShare more than 0 and less than 1
   */
  public record SudokuSplits(double validationShare, long seed) {

    /** Train or validation. */
    public Split of(SudokuPuzzle puzzle) {
      long fingerprint = SudokuSymmetry.fingerprint(puzzle);
      RandomStream bucket = RandomStream.of(seed, "sudoku-validation-share", fingerprint);
      return bucket.nextDouble() < validationShare ? Split.VALIDATION : Split.TRAIN;
    }
  }
}
