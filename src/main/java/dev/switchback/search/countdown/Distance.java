package dev.switchback.search.countdown;

import dev.switchback.puzzle.countdown.CountdownBoard;
import dev.switchback.puzzle.countdown.CountdownProblem;
import java.util.Arrays;

/** A heuristic's distance of single numbers to one target. Not safe for use by several threads. */
final class Distance {
  private final long[] distances = new long[CountdownProblem.MAX_NUMBERS];
  private Heuristic heuristic = Heuristic.SUM;
  private long target = -1;
  private long[] factors = {};

  /** Sets what is measured from now on. */
  void begin(Heuristic heuristic, long target) {
    if (heuristic == Heuristic.MULT && (this.heuristic != heuristic || this.target != target)) {
      factors = factors(target);
    }
    this.heuristic = heuristic;
    this.target = target;
  }

  /** The distance of a number. */
  long of(long number) {
    return switch (heuristic) {
      case SUM -> Math.abs(number - target);
      case MULT -> toNearestFactor(number);
    };
  }

  /**
   * Lists a board's operations and measures what each leaves, as the sum over its numbers.
   *
   * @param sums one for each operation, which are overwritten
   */
  void ofChildren(CountdownBoard board, long[] sums) {
    board.list();
    long total = 0;
    for (int i = 0; i < board.size(); i++) {
      distances[i] = of(board.number(i));
      total += distances[i];
    }
    for (int operation = 0; operation < board.operations(); operation++) {
      sums[operation] =
          total
              - distances[board.first(operation)]
              - distances[board.second(operation)]
              + of(board.result(operation));
    }
  }

  /** Boards of so many numbers whose distances add up to more than this are not looked at. */
  long limit(int numbers) {
    return switch (heuristic) {
      case SUM -> target * numbers;
      case MULT -> target;
    };
  }

  private long toNearestFactor(long number) {
    long below = Long.MIN_VALUE;
    for (long factor : factors) {
      if (factor >= number) {
        return below == Long.MIN_VALUE
            ? factor - number
            : Math.min(factor - number, number - below);
      }
      below = factor;
    }
    return number - below;
  }

  /** The factors from 2 to the target, ascending; the target itself where it is 0 or 1. */
  private static long[] factors(long target) {
    if (target < 2) {
      return new long[] {target};
    }
    long[] found = new long[16];
    int count = 0;
    for (long factor = 1; factor * factor <= target; factor++) {
      if (target % factor == 0) {
        if (count + 2 > found.length) {
          found = Arrays.copyOf(found, 2 * found.length);
        }
        found[count++] = factor;
        found[count++] = target / factor;
      }
    }
    return Arrays.stream(found, 0, count)
        .filter(factor -> factor > 1)
        .sorted()
        .distinct()
        .toArray();
  }
}
