package dev.switchback.config;

import dev.switchback.config.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects all that is wrong with one record's values, so that its reader learns it at once. */
public final class Requirements {
  private final List<Problem> problems = new ArrayList<>();

  public Requirements that(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      problems.add(new Problem(key, " = " + value + ", expected " + expected, ""));
    }
    return this;
  }

  public Requirements between(String key, long value, long smallest, long largest) {
    return that(value >= smallest && value <= largest, key, value, smallest + " to " + largest);
  }

  public Requirements atLeast(String key, long smallest, long value) {
    return that(value >= smallest, key, value, smallest + " or more");
  }

  public Requirements positive(String key, double value) {
    return that(value > 0 && Double.isFinite(value), key, value, "more than 0");
  }

  public Requirements notNegative(String key, double value) {
    return that(value >= 0 && Double.isFinite(value), key, value, "0 or more");
  }

  /** From 0 inclusive to 1 exclusive. */
  public Requirements share(String key, double value) {
    return that(value >= 0 && value < 1, key, value, "a share, 0 or more and less than 1");
  }

  public Requirements oneOf(String key, String value, Collection<String> choices) {
    return that(
        choices.contains(value), key, quoted(value), "one of " + String.join(", ", choices));
  }

  /** Positive whole numbers, each greater than the one before. */
  public Requirements ascending(String key, List<Integer> values) {
    boolean holds = !values.isEmpty() && values.get(0) > 0;
    for (int i = 1; i < values.size(); i++) {
      holds &= values.get(i) > values.get(i - 1);
    }
    return that(holds, key, values, "positive whole numbers, each greater than the one before");
  }

  /**
   * Ends the checks of a record.
   *
   * @throws ConfigurationException with every requirement that did not hold
   */
  public void check() {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  public static String quoted(String value) {
    return "\"" + value + "\"";
  }
}
