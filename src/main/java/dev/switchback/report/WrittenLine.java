package dev.switchback.report;

/**
 * A line that a player wrote.
 *
 * @param text of the line, without its newline
 * @param judgment what is to be said about it
 */
public record WrittenLine(String text, Judgment judgment) {
  /** What is to be said about a line. */
  public enum Judgment {
    /** Given to the player, not written by it. */
    PROMPT,
    /** An operation that is right. */
    RIGHT,
    /** An operation that is wrong or uses a number that is not there. */
    WRONG,
    /** A dead end, recognised as such. */
    DEAD_END,
    /** The claim of the goal, rightly. */
    GOAL,
    /** The claim of the goal, wrongly. */
    FALSE_GOAL,
    /** Nothing that is right or wrong by itself. */
    PLAIN,
    /** Written after the first claim of the goal: not judged. */
    AFTERWARDS
  }
}
