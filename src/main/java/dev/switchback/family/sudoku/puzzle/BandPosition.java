package dev.switchback.family.sudoku.puzzle;

/**
 * How a position of {@link BandSearch} lies in an array of numbers: for each digit from 0 and each
 * band, a mask of the cells where the digit can stand (3 * digit + band), then for each band a mask
 * of its unsolved cells.
 */
final class BandPosition {
  /** Masks of a position. */
  static final int MASKS = 27;

  /** Where the unsolved cells of band 0 stand. */
  static final int UNSOLVED = MASKS;

  /** Numbers of a position. */
  static final int LENGTH = MASKS + 3;

  private BandPosition() {}
}
