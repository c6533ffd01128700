package dev.switchback.family.sudoku.puzzle;

import dev.switchback.puzzle.Split;
import dev.switchback.random.RandomStream;

/**
 * Which split a puzzle belongs to: a hash of its {@link SudokuSymmetry#fingerprint fingerprint}, as
 * a number in [0, 1), is compared with the share of the symmetry classes that are for validation.
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
