package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.puzzle.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Steps as one formula, for example {@code (3*8)+2}. Steps that are the same calculation, in
 * another order or with the operands of a sum or a product exchanged, have the same formula.
 */
final class Calculation {
  /** A number at hand and how it was made. */
  private record Made(long number, String formula) {}

  private final List<Made> made = new ArrayList<>();

  private Calculation() {}

  /** The formula of steps, whether right or wrong; several, in order, if they do not join up. */
  static String of(List<Operation> steps) {
    Calculation calculation = new Calculation();
    steps.forEach(calculation::take);
    return String.join("; ", calculation.made.stream().map(Made::formula).sorted().toList());
  }

  private void take(Operation step) {
    String left = operand(step.left());
    String right = operand(step.right());
    made.add(new Made(step.result(), "(" + joined(left, step, right) + ")"));
  }

  /** The latest formula that made the number, which is then gone; else the number itself. */
  private String operand(long number) {
    for (int i = made.size() - 1; i >= 0; i--) {
      if (made.get(i).number() == number) {
        return made.remove(i).formula();
      }
    }
    return String.valueOf(number);
  }

  private static String joined(String left, Operation step, String right) {
    boolean exchangeable = step.operator() == Operator.ADD || step.operator() == Operator.MULTIPLY;
    List<String> operands =
        exchangeable ? Stream.of(left, right).sorted().toList() : List.of(left, right);
    String result = step.isRight() ? "" : "=" + step.result();
    return operands.get(0) + step.operator().sign() + operands.get(1) + result;
  }

  /** The formula of an answer's steps, empty if it claims nothing or cannot be read. */
  static Optional<String> of(Answer answer) {
    return answer.claims() ? answer.steps().map(Calculation::of) : Optional.empty();
  }
}
