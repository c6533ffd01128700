package dev.switchback.report;

/**
 * A sentence that says what was found.
 *
 * @param weight how prominent it is
 * @param text plain text
 */
public record Finding(Weight weight, String text) {
  /** How prominent a finding is. */
  public enum Weight {
    /** The answer in one sentence. */
    HEADLINE,
    /** A result behind it. */
    RESULT,
    /** What the results do not tell. */
    LIMIT
  }
}
