package dev.switchback.family.countdown.trace;

import java.util.Locale;

/** Why the strict rule refuses a text. */
public enum Fault {
  /** The first line states another problem. */
  OTHER_PROBLEM,
  /** The goal is nowhere claimed to be reached. */
  NO_CLAIM,
  /** The first line, the claim, or a line that the claim rests on is not of the grammar. */
  MALFORMED,
  /** A step's result is wrong, or not allowed: negative differences, divisions with a remainder. */
  ARITHMETIC,
  /** A step uses a number that is not at hand, or not any more. */
  UNAVAILABLE_OPERAND,
  /** The last step does not make the target, or the claim calls other numbers equal. */
  WRONG_CLAIM,
  /** Numbers besides the target are left. */
  UNUSED_NUMBER;

  /** The name in tables and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
