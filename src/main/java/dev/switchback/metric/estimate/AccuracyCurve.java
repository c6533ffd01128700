package dev.switchback.metric.estimate;

import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/** A player's chance to solve one problem within a budget, in one unit of cost. */
public final class AccuracyCurve {
  private static final int ORDERS = 32;
  private static final String PURPOSE = "completion-order";

  private final CompletionCosts costs;
  private final AccuracyAtBudget solved;
  private final double reading;

  private AccuracyCurve(CompletionCosts costs, AccuracyAtBudget solved, double reading) {
    this.costs = costs;
    this.solved = solved;
    this.reading = reading;
  }

  /**
   * The curve of a player's completions of one problem.
   *
   * @param drawn in drawn order, at least one
   * @param seed of the run; the orders that are averaged over are a function of it and the problem
   */
  public static AccuracyCurve of(
      Player player, Price price, String problem, List<Outcome> drawn, long seed) {
    CompletionCosts costs = player.costs(drawn, price);
    RandomStream random = RandomStream.of(RandomStream.hash(seed, problem), PURPOSE);
    double reading = price.ofPrompt(drawn.get(0).promptTokens());
    return new AccuracyCurve(costs, AccuracyAtBudget.of(costs, ORDERS, random), reading);
  }

  /**
   * The probability that the problem is solved within each of the budgets.
   *
   * @param budgets ascending
   */
  public double[] at(double[] budgets) {
    return solved.at(Arrays.stream(budgets).map(budget -> budget - reading).toArray());
  }

  /**
   * Whether the completions tell what happens within the budget, see {@link
   * CompletionCosts#isUncensoredAt}.
   */
  public boolean isUncensoredAt(double budget) {
    return costs.isUncensoredAt(budget - reading);
  }

  /** Whether the completions in drawn order solve the problem within the budget. */
  public boolean inDrawnOrder(double budget) {
    return costs.solveInOrder(budget - reading);
  }
}
