package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the solving of single CountDown problems down. */
public final class CountdownTraces {
  private CountdownTraces() {}

  /**
   * The problem's solving in the given style, as with the seed 0.
   *
   * @throws IllegalArgumentException if the style is direct and the problem has no solution
   */
  public static Trace write(CountdownProblem problem, CountdownStyle style) {
    return new TraceRecorder().write(problem, style);
  }

  /**
   * The problem's solving in the given style: a function of the three.
   *
   * @param seed shuffles the children of a breadth-first search; without meaning for other styles
   * @throws IllegalArgumentException if the style is direct and the problem has no solution
   */
  public static Trace write(CountdownProblem problem, CountdownStyle style, long seed) {
    return new TraceRecorder().write(problem, style, seed);
  }

  /** The first line of every trace of the problem, with its newline. */
  public static String prompt(CountdownProblem problem) {
    return prompt(problem.numbers(), problem.target());
  }

  static String prompt(List<Integer> numbers, int target) {
    return Grammar.STATE
        + target
        + ":"
        + numbers.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(Grammar.SEPARATOR, "[", "]"))
        + Grammar.OPERATIONS
        + "[]\n";
  }

  /** Legal operations, each equally likely, until one number is left, in the direct style. */
  public static Trace randomPlay(CountdownProblem problem, RandomStream random) {
    return new TraceRecorder().randomPlay(problem, random);
  }
}
