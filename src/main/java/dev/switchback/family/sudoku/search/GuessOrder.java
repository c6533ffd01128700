package dev.switchback.family.sudoku.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which empty cell a search guesses in. */
public enum GuessOrder {
  /** One with the fewest candidates, the first of these row by row. */
  FEWEST_CANDIDATES,
  /** The first row by row. */
  ROW_MAJOR;

  /** The name in configuration files and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(GuessOrder::key).toList();
  }

  /**
   * The order with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GuessOrder of(String key) {
    for (GuessOrder order : values()) {
      if (order.key().equals(key)) {
        return order;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find an order of guesses: " + key + ", expected one of " + keys());
  }
}
