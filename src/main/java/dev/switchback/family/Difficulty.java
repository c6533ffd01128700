package dev.switchback.family;

import java.io.Serializable;
import java.util.List;

/**
 * A column of problems that says how hard they are.
 *
 * @param column of numbers, or of names
 * @param names the names in order, from easy to hard; empty for numbers
 */
public record Difficulty(String column, List<String> names) implements Serializable {
  /** Copies the names. */
  public Difficulty {
    names = List.copyOf(names);
  }

  /** A column of numbers. */
  public static Difficulty number(String column) {
    return new Difficulty(column, List.of());
  }

  /** A column of names in an order. */
  public static Difficulty ordered(String column, List<String> names) {
    return new Difficulty(column, names);
  }

  /** An SQL expression of the column as a number; names by their place, from 1, others as null. */
  public String number() {
    return names.isEmpty()
        ? "cast(" + column + " as double)"
        : "cast(nullif(array_position(array('"
            + String.join("', '", names)
            + "'), "
            + column
            + "), 0) as double)";
  }
}
