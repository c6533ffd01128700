package dev.switchback.family.sudoku.trace;

import java.util.Arrays;
import java.util.Locale;

/** The ways in which the solving of a Sudoku puzzle is written down. */
public enum SudokuStyle {
  /** The cells that the search of the style strategy fills and keeps, in its order. */
  DIRECT,
  /** The cells that the search of the style plain fills and keeps, which is row by row. */
  PLAIN_DIRECT,
  /** A search with all techniques, its wrong guesses included. */
  STRATEGY,
  /** A search with lone singles alone, its wrong guesses included. */
  NAIVE,
  /** A search without techniques, row by row, its wrong guesses included. */
  PLAIN,
  /** The cells of the style direct, in the terse grammar. */
  TERSE_DIRECT,
  /** The cells of the style plain-direct, in the terse grammar. */
  TERSE_PLAIN_DIRECT,
  /** The search of the style plain, in the terse grammar. */
  TERSE_PLAIN;

  /** The name in configuration files, tables and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is written in the grammar of few tokens. */
  public boolean isTerse() {
    return this == TERSE_DIRECT || this == TERSE_PLAIN_DIRECT || this == TERSE_PLAIN;
  }

  /** Whether it has no wrong guess in it, nor that there were guesses. */
  public boolean isDirect() {
    return this == DIRECT
        || this == PLAIN_DIRECT
        || this == TERSE_DIRECT
        || this == TERSE_PLAIN_DIRECT;
  }

  /** The direct style with the same cells row by row; any other style as it is. */
  public SudokuStyle rowByRow() {
    return switch (this) {
      case DIRECT -> PLAIN_DIRECT;
      case TERSE_DIRECT -> TERSE_PLAIN_DIRECT;
      default -> this;
    };
  }

  /**
   * The style with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SudokuStyle of(String key) {
    for (SudokuStyle style : values()) {
      if (style.key().equals(key)) {
        return style;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a Sudoku style: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(SudokuStyle::key).toList());
  }
}
