package dev.switchback.importer;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** Whole numbers as tables have them: 30, and also 30.0 or 3e1 where a column was one of floats. */
public final class WholeNumbers {
  private static final int LONGEST = 100;

  private WholeNumbers() {}

  /** The number that a text is, exactly; empty if it is none, is broken, or is no long. */
  public static OptionalLong of(String text) {
    if (text.length() > LONGEST) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(new BigDecimal(text.strip()).longValueExact());
    } catch (ArithmeticException | NumberFormatException none) {
      return OptionalLong.empty();
    }
  }
}
