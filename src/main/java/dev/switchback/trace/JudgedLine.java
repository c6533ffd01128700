package dev.switchback.trace;

/**
 * A line of a text and what is to be said about it.
 *
 * @param text without its newline
 * @param judgment by the rules of the game
 */
public record JudgedLine(String text, Judgment judgment) {
  /** What is to be said about a line. */
  public enum Judgment {
    /** The problem, given to whoever wrote the rest. */
    PROMPT,
    /** An operation that is right and takes its numbers from the state last written. */
    RIGHT,
    /** An operation that is not, or a dead end that is none. */
    WRONG,
    /** A leaf that is rightly found unequal to the target, or numbers rightly found hopeless. */
    DEAD_END,
    /** The first claim of the goal, in a text that the strict rule accepts. */
    GOAL,
    /** The first claim of the goal, in a text that the strict rule refuses. */
    FALSE_GOAL,
    /** Nothing that is right or wrong by itself. */
    PLAIN,
    /** After the first claim of the goal: not judged. */
    AFTERWARDS
  }
}
