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
    /**
     * An operation that is right and takes its numbers from the state last written; a digit that
     * clashes with none on the board.
     */
    RIGHT,
    /** An operation or a digit that is not, or a dead end that is none. */
    WRONG,
    /** A leaf or numbers rightly found to be hopeless; a guess that is rightly taken back. */
    DEAD_END,
    /** Where the solution ends, in a text that the strict rule accepts. */
    GOAL,
    /** Where the solution ends, in a text that the strict rule refuses. */
    FALSE_GOAL,
    /** Nothing that is right or wrong by itself. */
    PLAIN,
    /** After the end of the solution: not judged. */
    AFTERWARDS
  }
}
