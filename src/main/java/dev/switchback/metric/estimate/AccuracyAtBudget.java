package dev.switchback.metric.estimate;

import dev.switchback.metric.estimate.CompletionCosts.Completion;
import dev.switchback.random.RandomStream;
import java.util.Arrays;

/**
 * Accuracy at equal test-time compute, by one rule for every player: it draws completions one after
 * another until the budget is spent, and a problem counts as solved if and only if the first claim
 * of a correct completion falls within what is left of the budget. The completion that the budget
 * cuts is cut.
 *
 * <p>With n exchangeable completions of which c are correct, the order in which they come is
 * arbitrary, so the value of a problem is the mean over orders. It is exact in all but one respect:
 * the number m of failures before the first correct completion has the distribution {@code P(m) =
 * C(n-m-1, c-1) / C(n, c)}, each correct completion is equally likely to be the first, and both are
 * summed exactly; only which failures the m are is averaged over random orders. Without cost
 * differences between failures, or with at most one failure, the value is exact.
 *
 * <p>Where all completions fail and are spent before the budget is, the rule has no answer ({@link
 * CompletionCosts#decideAt}); the value 0 is then a lower bound. Averaged over problems, the value
 * is low by at most the share of such problems, in expectation too, which is why a curve ends where
 * that share passes {@link #CENSORED_LIMIT}.
 */
public final class AccuracyAtBudget {
  /** A point of a curve is given only if at most this share of the problems is censored. */
  public static final double CENSORED_LIMIT = 0.01;

  private static final double ROUNDING = 1e-12;

  private final double[] failures;
  private final double[] solutions;
  private final double[] firstSuccessAfter;
  private final double[][] spent;

  private AccuracyAtBudget(double[] failures, double[] solutions, double[][] spent) {
    this.failures = failures;
    this.solutions = solutions;
    this.firstSuccessAfter = firstSuccessAfter(failures.length, solutions.length);
    this.spent = spent;
  }

  /**
   * Prepares one problem.
   *
   * @param costs the completions; taken as exchangeable
   * @param orders how many random orders of the failures to average over, where order matters
   * @param random of this problem and player
   */
  public static AccuracyAtBudget of(CompletionCosts costs, int orders, RandomStream random) {
    if (orders < 1) {
      throw new IllegalArgumentException(
          "Cannot average over orders: " + orders + ", expected at least 1");
    }
    double[] failures =
        costs.completions().stream()
            .filter(completion -> !completion.correct())
            .mapToDouble(Completion::cost)
            .toArray();
    double[] solutions =
        costs.completions().stream()
            .filter(Completion::correct)
            .mapToDouble(Completion::costToSolution)
            .sorted()
            .toArray();
    boolean orderMatters = solutions.length > 0 && Arrays.stream(failures).distinct().count() > 1;
    double[][] spent = new double[orderMatters ? orders : 1][];
    for (int i = 0; i < spent.length; i++) {
      spent[i] = runningSum(orderMatters ? shuffled(failures, random) : failures);
    }
    return new AccuracyAtBudget(failures, solutions, spent);
  }

  /** Returns the probability that the problem is solved within the budget. */
  public double at(double budget) {
    return at(new double[] {budget})[0];
  }

  /**
   * Returns the probability that the problem is solved within each of the budgets.
   *
   * @param budgets ascending
   */
  public double[] at(double[] budgets) {
    double[] chances = new double[budgets.length];
    for (double[] spentAfter : spent) {
      for (int m = 0; m <= failures.length && solutions.length > 0; m++) {
        addSolutions(firstSuccessAfter[m] / solutions.length, spentAfter[m], budgets, chances);
      }
    }
    double sum = 0;
    for (int i = 0; i < chances.length; i++) {
      sum += chances[i];
      double mean = sum / spent.length;
      chances[i] = mean > 1 - ROUNDING ? 1 : mean;
    }
    return chances;
  }

  /** Adds the chance of each solution to the first budget that it fits in. */
  private void addSolutions(double chance, double before, double[] budgets, double[] chances) {
    int budget = 0;
    for (double solution : solutions) {
      while (budget < budgets.length && before + solution > budgets[budget]) {
        budget++;
      }
      if (budget == budgets.length) {
        return;
      }
      chances[budget] += chance;
    }
  }

  /** P(m) for m = 0 to failures: m failures come before the first of the correct completions. */
  private static double[] firstSuccessAfter(int failures, int correct) {
    double[] probability = new double[failures + 1];
    double noneYet = 1;
    for (int m = 0; m <= failures; m++) {
      int left = failures + correct - m;
      probability[m] = noneYet * correct / Math.max(1, left);
      noneYet *= (double) (failures - m) / Math.max(1, left);
    }
    return probability;
  }

  private static double[] runningSum(double[] values) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    return sums;
  }

  private static double[] shuffled(double[] values, RandomStream random) {
    int[] order = new int[values.length];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
  }
}
