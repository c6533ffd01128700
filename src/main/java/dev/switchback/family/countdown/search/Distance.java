package dev.switchback.family.countdown.search;

import dev.switchback.family.countdown.puzzle.CountdownBoard;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import java.util.Arrays;

/** A heuristic's distance of single numbers to one target. Not safe for use by several threads. */
public final class Distance {
  private final long[] distances = new long[CountdownProblem.MAX_NUMBERS];
  private Heuristic heuristic = Heuristic.SUM;
  private long target = -1;
  private long[] factors = new long[16];
  private int factorCount;

  /** Sets what is measured from now on. */
  void begin(Heuristic heuristic, long target) {
    boolean known = this.heuristic == heuristic && this.target == target;
    this.heuristic = heuristic;
    this.target = target;
    if (heuristic == Heuristic.MULT && !known) {
      findFactors();
    }
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
    for (int i = 0; i < factorCount; i++) {
      long factor = factors[i];
      if (factor >= number) {
        return below == Long.MIN_VALUE
            ? factor - number
            : Math.min(factor - number, number - below);
      }
      below = factor;
    }
    return number - below;
  }

  /** Finds the factors from 2 to the target, ascending; the target itself where it is 0 or 1. */
  private void findFactors() {
    factorCount = 0;
    for (long factor = 2; factor * factor <= target; factor++) {
      if (target % factor == 0) {
        addFactor(factor);
      }
    }
    int small = factorCount;
    for (int i = small - 1; i >= 0; i--) {
      if (factors[i] * factors[i] < target) {
        addFactor(target / factors[i]);
      }
    }
    addFactor(target);
  }

  private void addFactor(long factor) {
    if (factorCount == factors.length) {
      factors = Arrays.copyOf(factors, 2 * factorCount);
    }
    factors[factorCount++] = factor;
  }

  /**
   * How far numbers at hand seem to be from a target. Both kinds add up a distance for each number,
   * and both are compared only between boards with equally many numbers (arXiv 2504.07052).
   */
  public enum Heuristic {
    /** The mean distance to the target; told here as the sum, with its limit raised to match. */
    SUM,
    /** The sum of the distances to the nearest factor of the target, where 1 is no factor. */
    MULT
  }
}
