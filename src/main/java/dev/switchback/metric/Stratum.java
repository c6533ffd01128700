package dev.switchback.metric;

import java.io.Serializable;

/**
 * The problems that a measurement is about: all of them, or those of one level of difficulty.
 *
 * @param difficulty the measure that divides the problems, such as {@code solution_count}; empty
 *     for all problems
 * @param level 0 for the lowest of that measure
 * @param name of the level, such as {@code 2 to 3}; empty for all problems
 */
public record Stratum(String difficulty, int level, String name) implements Serializable {
  /** All problems. */
  public static final Stratum ALL = new Stratum("", 0, "");
}
