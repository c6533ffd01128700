package dev.switchback.family.sudoku.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Ways to fill cells or strike out candidates without a guess, from the easiest to the hardest. */
public enum SudokuTechnique {
  /** A cell has one candidate left. */
  LONE_SINGLE,
  /** A digit has one cell left in a unit. */
  HIDDEN_SINGLE,
  /** Two cells of a unit have the same two candidates: no other cell of the unit has them. */
  NAKED_PAIR,
  /** Three cells of a unit have three candidates between them: no other cell of it has these. */
  NAKED_TRIPLET,
  /** A digit's cells in one unit all lie in a second one: it is nowhere else in the second. */
  LOCKED_CANDIDATE,
  /** Of a cell with candidates xy and its peers with xz and yz, one is z: no peer of both is. */
  XY_WING,
  /**
   * Three corners of a rectangle in two boxes have the same two candidates and nothing else: in a
   * puzzle with one solution, the fourth corner is neither of them.
   */
  UNIQUE_RECTANGLE;

  /** The name in configuration files and tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All of them; without the one that only holds where a puzzle has one solution, if asked. */
  public static Set<SudokuTechnique> all(boolean uniqueSolution) {
    return uniqueSolution
        ? EnumSet.allOf(SudokuTechnique.class)
        : EnumSet.range(LONE_SINGLE, XY_WING);
  }

  /**
   * The technique with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SudokuTechnique of(String key) {
    for (SudokuTechnique technique : values()) {
      if (technique.key().equals(key)) {
        return technique;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a Sudoku technique: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(SudokuTechnique::key).toList());
  }
}
