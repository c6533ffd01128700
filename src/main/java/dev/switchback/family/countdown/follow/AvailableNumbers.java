package dev.switchback.family.countdown.follow;

import dev.switchback.family.countdown.puzzle.Operator;
import java.util.Arrays;
import java.util.List;

/** What is asked of numbers at hand. */
public final class AvailableNumbers {
  private AvailableNumbers() {}

  /** Whether two lists have the same numbers, in any order. */
  public static boolean same(List<Long> one, List<Long> other) {
    return one.stream().sorted().toList().equals(other.stream().sorted().toList());
  }

  /** Whether one operation on two numbers makes a third. */
  public static boolean makes(List<Long> pair, long target) {
    long left = Math.max(pair.get(0), pair.get(1));
    long right = Math.min(pair.get(0), pair.get(1));
    return Arrays.stream(Operator.values())
        .anyMatch(operator -> operator.makes(left, right, target));
  }
}
