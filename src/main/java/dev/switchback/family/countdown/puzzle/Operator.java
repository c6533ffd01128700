package dev.switchback.family.countdown.puzzle;

/** The four operations, in the order in which a pair of numbers is combined. */
public enum Operator {
  ADD('+'),
  MULTIPLY('*'),
  SUBTRACT('-'),
  DIVIDE('/');

  private final char sign;

  Operator(char sign) {
    this.sign = sign;
  }

  /** The sign between the operands. */
  public char sign() {
    return sign;
  }

  /**
   * Whether {@code left SIGN right} makes the result by the rules of CountDown: no negative
   * difference, no division by zero or with a remainder.
   *
   * @param left 0 to 10^18, as are the others
   */
  public boolean makes(long left, long right, long result) {
    return switch (this) {
      case ADD -> left + right == result;
      case MULTIPLY -> Math.multiplyHigh(left, right) == 0 && left * right == result;
      case SUBTRACT -> left >= right && left - right == result;
      case DIVIDE -> right != 0 && left % right == 0 && left / right == result;
    };
  }
}
