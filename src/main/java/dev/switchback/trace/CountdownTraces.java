package dev.switchback.trace;

import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.random.RandomStream;

/** Writes the solving of CountDown problems down. */
public final class CountdownTraces {
  private CountdownTraces() {}

  /**
   * The problem's solving in the given style.
   *
   * @throws IllegalArgumentException if the style is direct and the problem has no solution
   */
  public static Trace write(CountdownProblem problem, CountdownStyle style) {
    throw new UnsupportedOperationException(problem + " in " + style);
  }

  /** The first line of every trace of the problem, with its newline. */
  public static String prompt(CountdownProblem problem) {
    throw new UnsupportedOperationException(problem.toString());
  }

  /** Legal operations drawn at random until one number is left, in the direct style. */
  public static Trace randomPlay(CountdownProblem problem, RandomStream random) {
    throw new UnsupportedOperationException(problem + " with " + random);
  }
}
