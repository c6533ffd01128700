package dev.switchback.family.sudoku.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where and when a search guesses.
 *
 * @param order which cell it guesses in
 * @param propagation how often it applies its techniques before
 */
public record Guessing(GuessOrder order, Propagation propagation) {
  /** As late as possible, where candidates are fewest. */
  public static final Guessing USUAL =
      new Guessing(GuessOrder.FEWEST_CANDIDATES, Propagation.FIXPOINT);

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

  /** How often a search applies its techniques before it guesses. */
  public enum Propagation {
    /** Until none makes progress. */
    FIXPOINT,
    /** Each once, in their order. */
    SINGLE_PASS;

    /** The name in configuration files and on the command line. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names. */
    public static List<String> keys() {
      return Arrays.stream(values()).map(Propagation::key).toList();
    }

    /**
     * The propagation with the given name.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Propagation of(String key) {
      for (Propagation propagation : values()) {
        if (propagation.key().equals(key)) {
          return propagation;
        }
      }
      throw new IllegalArgumentException(
          "Cannot find a propagation: " + key + ", expected one of " + keys());
    }
  }
}
