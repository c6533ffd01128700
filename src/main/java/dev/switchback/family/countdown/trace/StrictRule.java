package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule that decides: each step is right and takes two numbers at hand, which are then gone, and
 * the last step leaves nothing but the target. What was explored besides is not judged, nor what
 * follows the claim.
 */
final class StrictRule {
  private StrictRule() {}

  /** Why the rule refuses an answer to a problem, empty if it accepts it. */
  static Optional<Fault> fault(CountdownProblem problem, Answer answer) {
    if (!answer.claims()) {
      return Optional.of(Fault.NO_CLAIM);
    }
    if (answer.steps().isEmpty() || answer.claim().isEmpty()) {
      return Optional.of(Fault.MALFORMED);
    }
    return fault(problem, answer.steps().get(), answer.claim().get());
  }

  /** Why the rule refuses steps, at least one, and the claim they end with. */
  static Optional<Fault> fault(CountdownProblem problem, List<Operation> steps, List<Long> claim) {
    List<Long> atHand =
        problem.numbers().stream()
            .map(Integer::longValue)
            .collect(Collectors.toCollection(ArrayList::new));
    for (Operation step : steps) {
      if (!step.isRight()) {
        return Optional.of(Fault.ARITHMETIC);
      }
      if (!atHand.remove((Long) step.left()) || !atHand.remove((Long) step.right())) {
        return Optional.of(Fault.UNAVAILABLE_OPERAND);
      }
      atHand.add(step.result());
    }
    long made = steps.get(steps.size() - 1).result();
    if (made != problem.target() || !claim.equals(List.of(made, made))) {
      return Optional.of(Fault.WRONG_CLAIM);
    }
    return atHand.size() > 1 ? Optional.of(Fault.UNUSED_NUMBER) : Optional.empty();
  }
}
