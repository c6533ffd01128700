package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule by which arXiv 2504.07052 and Stream of Search (arXiv 2404.03683) score: each step is
 * right and its operands were given or made before, the last makes the target, and fewer operations
 * than the leaves of a full search with four numbers were explored. A number that was used stays
 * available, and numbers may be left out.
 *
 * <p>One deviation: an operation is a number, a sign and a number, where the study evaluates any
 * expression.
 */
final class PaperRule {
  private static final int LEAVES = 1152;

  private PaperRule() {}

  /** Whether the rule accepts an answer: whether its rating is more than 0. */
  static boolean accepts(CountdownProblem problem, String text, Answer answer) {
    return rating(problem, text, answer) > 0;
  }

  /**
   * The study's rating of an answer: 0 unless it makes the target, then nearer to 1 the less was
   * explored.
   *
   * @param text all of it: also what is explored after the claim counts
   */
  static double rating(CountdownProblem problem, String text, Answer answer) {
    return solves(problem, answer) ? Math.max(0, unexplored(text)) : 0;
  }

  /** Whether an answer's steps make the target. */
  static boolean solves(CountdownProblem problem, Answer answer) {
    return answer.steps().filter(steps -> valid(problem, steps)).isPresent();
  }

  /** Whether a text explores fewer operations than the study's limit. */
  static boolean exploresFew(String text) {
    return unexplored(text) > 0;
  }

  private static double unexplored(String text) {
    int explored =
        TerseText.isOf(text)
            ? TerseText.of(text).explored()
            : Answer.occurrences(text, Grammar.EXPLORING.strip(), text.length());
    return 1 - (explored + 1) / (double) LEAVES;
  }

  private static boolean valid(CountdownProblem problem, List<Operation> steps) {
    Set<Long> available =
        problem.numbers().stream()
            .map(Integer::longValue)
            .collect(Collectors.toCollection(HashSet::new));
    for (Operation step : steps) {
      boolean at = available.contains(step.left()) && available.contains(step.right());
      if (!at || !step.isRight()) {
        return false;
      }
      available.add(step.result());
    }
    return steps.get(steps.size() - 1).result() == problem.target();
  }
}
