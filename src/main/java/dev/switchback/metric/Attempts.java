package dev.switchback.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The completions of one player on one problem, in the order they were drawn, with what they cost.
 * The unit is the caller's: generated tokens, or floating-point operations.
 *
 * @param costs cost of each completion as a whole
 * @param costsToSolution cost of each completion up to and including its first claim of the goal if
 *     it is correct, {@link Double#POSITIVE_INFINITY} if it is not
 * @param afterwards what the player would do with a budget that outlasts these completions
 */
public record Attempts(double[] costs, double[] costsToSolution, Afterwards afterwards) {
  /** What a player does once its completions are used up without success. */
  public enum Afterwards {
    /** It would go on, in a way that is not known: it draws more samples, or its chain was cut. */
    GOES_ON,
    /** It would say nothing new: a deterministic player that has finished. */
    STOPS
  }

  /** Checks that both arrays describe the same completions. */
  public Attempts {
    if (costs.length == 0 || costs.length != costsToSolution.length) {
      throw new IllegalArgumentException(
          "Cannot weigh completions: %d costs and %d costs to the solution, expected as many of both and at least one"
              .formatted(costs.length, costsToSolution.length));
    }
    for (int i = 0; i < costs.length; i++) {
      if (costsToSolution[i] > costs[i] && costsToSolution[i] != Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "Cannot weigh completions: solution at %s of a completion that costs %s, expected it within"
                .formatted(costsToSolution[i], costs[i]));
      }
    }
    costs = costs.clone();
    costsToSolution = costsToSolution.clone();
  }

  /** Returns the number of completions. */
  public int samples() {
    return costs.length;
  }

  /** Returns the number of correct completions. */
  public int correct() {
    return (int) Arrays.stream(costsToSolution).filter(Double::isFinite).count();
  }

  /** Returns the costs of the completions that are not correct, in drawn order. */
  public double[] costsOfFailures() {
    return IntStream.range(0, costs.length)
        .filter(i -> Double.isInfinite(costsToSolution[i]))
        .mapToDouble(i -> costs[i])
        .toArray();
  }

  /** Returns the costs to the solution of the correct completions, ascending. */
  public double[] costsOfSolutions() {
    return Arrays.stream(costsToSolution).filter(Double::isFinite).sorted().toArray();
  }

  /**
   * Whether these completions tell what happens within the budget. They do not where all of them
   * fail, cost less than the budget together, and the player would go on.
   */
  public boolean decideAt(double budget) {
    return afterwards == Afterwards.STOPS || correct() > 0 || Arrays.stream(costs).sum() >= budget;
  }

  /** Whether the player that takes its completions in drawn order solves within the budget. */
  public boolean solveInOrder(double budget) {
    double left = budget;
    for (int i = 0; i < costs.length && left > 0; i++) {
      if (costsToSolution[i] <= left) {
        return true;
      }
      left -= costs[i];
    }
    return false;
  }
}
