package dev.switchback.family.countdown.puzzle;

/**
 * One step of a solution.
 *
 * @param left the first operand; of a subtraction or division the larger one
 * @param result what the step makes
 */
public record Operation(long left, Operator operator, long right, long result) {
  /** Whether the operands make the result by the rules, see {@link Operator#makes}. */
  public boolean isRight() {
    return operator.makes(left, right, result);
  }

  /** The step as traces write it, for example {@code 3*8=24}. */
  public String text() {
    return "" + left + operator.sign() + right + "=" + result;
  }
}
