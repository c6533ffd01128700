package dev.switchback.trace;

import dev.switchback.random.RandomStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A problem as a model is asked it and judged on it. */
public interface Question extends Serializable {

  /**
   * What a model of a style reads before it writes, without START: every trace of the problem in
   * that style begins with it, in text and in tokens.
   */
  String prompt(TraceStyle style);

  /** The problem in the words of a person, in one line. */
  String statement();

  /**
   * The verdict on prompt and completion; any text at all gets one.
   *
   * @param text that begins with the prompt; a text that states another problem is refused
   */
  Verdict verify(String text);

  /** What stands in such a text, right or wrong. */
  TraceStats written(String text);

  /**
   * The lines of such a text, or its steps if they are not lines, judged one by one, for readers.
   */
  List<JudgedLine> judge(String text);

  /**
   * How far such a text keeps to a search.
   *
   * @param search by its name, or {@link Faithfulness#ANY_SEARCH}
   * @throws IllegalArgumentException if the family has no such search
   */
  Faithfulness faithfulness(String text, String search);

  /** What such a text explored; any text at all has a tree. */
  SearchTree tree(String text);

  /**
   * The right texts of models that answer at once: for each way to solve the problem the one text
   * that a style has for it, up to where it claims the solution, prompt included. All are
   * different, and none begins with another. Empty where the family does not list them.
   */
  default List<String> answers(TraceStyle style) {
    return List.of();
  }

  /** Legal moves, each equally likely, until none is left or the problem is solved. */
  Trace randomPlay(RandomStream random);

  /**
   * A line of a text and what is to be said about it.
   *
   * @param text without its newline; in a terse text, a step
   * @param judgment by the rules of the game
   */
  record JudgedLine(String text, Judgment judgment) {
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

  /**
   * What stands in a text besides its being right or wrong.
   *
   * @param nodes steps that it explores after the prompt: operations, or digits placed
   * @param firstMove the first of them, equal for moves that differ in nothing but the order of
   *     what is added or multiplied; empty without a step
   * @param answer the solution that it claims first, equal for solutions that are the same
   *     calculation; empty without a claim, or where what is claimed cannot be read
   */
  record TraceStats(int nodes, Optional<String> firstMove, Optional<String> answer) {}
}
