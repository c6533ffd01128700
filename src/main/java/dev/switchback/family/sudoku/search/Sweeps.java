package dev.switchback.family.sudoku.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How often a search applies its techniques before it guesses. */
public enum Sweeps {
  /** Until none makes progress. */
  UNTIL_STUCK,
  /** Each once, in their order. */
  ONE;

  /** The name in configuration files and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Sweeps::key).toList();
  }

  /**
   * The sweeps with the given name.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Sweeps of(String key) {
    for (Sweeps sweeps : values()) {
      if (sweeps.key().equals(key)) {
        return sweeps;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find sweeps of techniques: " + key + ", expected one of " + keys());
  }
}
