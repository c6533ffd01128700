package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.Operator;
import java.util.Optional;

/**
 * Reads along a text: each method says whether the text goes on as asked, and moves on if it does.
 * Never fails, however long or strange the text.
 */
final class TextScan {
  /** As many digits as every long holds. */
  private static final int MOST_DIGITS = 18;

  private final String text;
  private int position;

  TextScan(String text, int from) {
    this.text = text;
    this.position = from;
  }

  boolean atEnd() {
    return position == text.length();
  }

  boolean skip(String expected) {
    boolean goesOn = text.startsWith(expected, position);
    position += goesOn ? expected.length() : 0;
    return goesOn;
  }

  /** The next whole number, in decimal without leading zeros; -1 if there is none. */
  long number() {
    int from = position;
    long number = 0;
    while (digit() >= 0 && position - from <= MOST_DIGITS) {
      number = 10 * number + digit();
      position++;
    }
    int digits = position - from;
    boolean leadingZero = digits > 1 && text.charAt(from) == '0';
    return digits == 0 || digits > MOST_DIGITS || leadingZero ? -1 : number;
  }

  /** The next sign. */
  Optional<Operator> operator() {
    for (Operator operator : Operator.values()) {
      if (position < text.length() && text.charAt(position) == operator.sign()) {
        position++;
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private int digit() {
    char character = position < text.length() ? text.charAt(position) : ' ';
    return character >= '0' && character <= '9' ? character - '0' : -1;
  }
}
