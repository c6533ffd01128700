package dev.switchback.metric.estimate;

import java.util.List;
import java.util.Locale;

/**
 * The completions of one player on one problem, in the order they were drawn, with what they cost.
 * The unit is the caller's: generated tokens, or floating-point operations.
 *
 * @param completions at least one
 * @param afterwards what the player would do with a budget that outlasts these completions
 */
public record CompletionCosts(List<Completion> completions, Afterwards afterwards) {
  /** What a player does once its completions are used up without success. */
  public enum Afterwards {
    /** It would go on, in a way that is not known: it draws more samples, or its chain was cut. */
    WOULD_CONTINUE,
    /** It would say nothing new: a deterministic player that has finished. */
    STOPS
  }

  /**
   * One completion.
   *
   * @param cost of the completion as a whole
   * @param costToSolution cost up to and including the first claim of the goal if the completion is
   *     correct, {@link Double#POSITIVE_INFINITY} if it is not
   */
  public record Completion(double cost, double costToSolution) {
    /** Checks that a solution lies within the completion. */
    public Completion {
      if (costToSolution > cost && costToSolution != Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Cannot weigh a completion: solution at %s of a cost of %s, expected it within",
                costToSolution,
                cost));
      }
    }

    /** A completion that is not correct. */
    public static Completion failed(double cost) {
      return new Completion(cost, Double.POSITIVE_INFINITY);
    }

    /** Whether the completion is correct. */
    public boolean correct() {
      return costToSolution <= cost;
    }
  }

  /** Checks that there is a completion. */
  public CompletionCosts {
    completions = List.copyOf(completions);
    if (completions.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot weigh attempts: 0 completions, expected at least one; was this problem sampled?");
    }
  }

  /** Returns the number of correct completions. */
  public int correct() {
    return (int) completions.stream().filter(Completion::correct).count();
  }

  /**
   * Whether these completions tell what happens within the budget. They do not where all of them
   * fail, cost less than the budget together, and the player would go on.
   */
  public boolean isUncensoredAt(double budget) {
    return afterwards == Afterwards.STOPS
        || correct() > 0
        || completions.stream().mapToDouble(Completion::cost).sum() >= budget;
  }

  /** Whether the player that takes its completions in drawn order solves within the budget. */
  public boolean solveInOrder(double budget) {
    double left = budget;
    for (Completion completion : completions) {
      if (completion.costToSolution() <= left) {
        return true;
      }
      left -= completion.cost();
    }
    return false;
  }
}
