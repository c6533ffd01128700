package dev.switchback.family.countdown.importer;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.trace.CountdownVerifier;
import dev.switchback.family.countdown.trace.Fault;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.util.List;
import java.util.Optional;

/** Whether numbers and a target are a problem with a solution. Not safe for several threads. */
final class CountdownCheck {
  private final CountdownSolver solver = new CountdownSolver();
  private CountdownProblem problem;

  /**
   * Checks a problem, but not whether it has a solution.
   *
   * @throws RejectedRowException if it is none
   */
  void begin(List<Long> numbers, long target) {
    problem = problem(numbers, target);
  }

  /** The problem that was checked last. */
  CountdownProblem problem() {
    return problem;
  }

  /**
   * The problem's first solution in lexicographic order.
   *
   * @throws RejectedRowException if it has none
   */
  List<String> firstSolution() {
    List<Operation> steps = solver.firstSolution(problem);
    if (steps.isEmpty()) {
      throw new RejectedRowException(
          Flaw.UNSOLVABLE,
          "Cannot take the problem: no sequence of operations makes "
              + problem.target()
              + " of "
              + problem.numbers()
              + ", expected at least one that uses every number once");
    }
    return steps.stream().map(Operation::text).toList();
  }

  /**
   * The given steps, if they solve the problem.
   *
   * @throws RejectedRowException if they do not, or if nothing does
   */
  List<String> requireSolution(List<String> steps) {
    Optional<Fault> fault = CountdownVerifier.fault(problem, steps);
    if (fault.isPresent()) {
      List<String> right = firstSolution();
      throw new RejectedRowException(
          Flaw.WRONG_SOLUTION,
          "Cannot take the solution: "
              + RejectedRowException.shown(steps.toString())
              + " ("
              + fault.get().key()
              + "), expected steps that make "
              + problem.target()
              + ", such as "
              + right);
    }
    return steps;
  }

  private static CountdownProblem problem(List<Long> numbers, long target) {
    boolean large =
        target != (int) target || numbers.stream().anyMatch(number -> number != number.intValue());
    if (large) {
      throw new RejectedRowException(
          Flaw.NO_PROBLEM,
          "Cannot make a CountDown problem: numbers "
              + RejectedRowException.shown(numbers.toString())
              + ", target "
              + target
              + ", expected numbers up to "
              + Integer.MAX_VALUE);
    }
    try {
      return new CountdownProblem(numbers.stream().map(Long::intValue).toList(), (int) target);
    } catch (IllegalArgumentException none) {
      throw new RejectedRowException(Flaw.NO_PROBLEM, none.getMessage());
    }
  }
}
