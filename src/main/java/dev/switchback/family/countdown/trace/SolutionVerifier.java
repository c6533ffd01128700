package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges solutions that are bare lists of steps, by the strict rule. */
public final class SolutionVerifier {
  private SolutionVerifier() {}

  /**
   * Why steps do not solve a problem, empty if they do.
   *
   * @param steps each such as {@code 3*8=24}, in the order in which they are carried out
   */
  public static Optional<Fault> fault(CountdownProblem problem, List<String> steps) {
    List<Operation> operations = new ArrayList<>();
    for (String step : steps) {
      LineParser.operation(step).ifPresent(operations::add);
    }
    if (operations.isEmpty() || operations.size() < steps.size()) {
      return Optional.of(Fault.MALFORMED);
    }
    long target = problem.target();
    return StrictRule.fault(problem, operations, List.of(target, target));
  }
}
