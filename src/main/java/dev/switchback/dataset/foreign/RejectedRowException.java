package dev.switchback.dataset.foreign;

import dev.switchback.dataset.foreign.Rejected.Flaw;

/** Says why a row is not taken. Made for every bad row, so it carries no stack trace. */
final class RejectedRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 500;
  private static final int LONGEST_VALUE = 100;

  private final Flaw flaw;

  /**
   * Rejects a row.
   *
   * @param reason a sentence such as {@code Cannot take the puzzle: it has no solution, expected
   *     exactly one}
   */
  RejectedRowException(Flaw flaw, String reason) {
    super(cut(reason, LONGEST), null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }

  /** A value as a reason shows it. */
  static String shown(String value) {
    return cut(value, LONGEST_VALUE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "..";
  }
}
