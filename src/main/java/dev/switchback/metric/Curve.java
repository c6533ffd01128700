package dev.switchback.metric;

import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.List;

/** A player's chance to solve one problem within a budget, in one unit of cost. */
public final class Curve {
  private static final int ORDERS = 32;
  private static final String PURPOSE = "completion-order";

  private final Attempts attempts;
  private final SolvedWithin solved;
  private final double reading;

  private Curve(Attempts attempts, SolvedWithin solved, double reading) {
    this.attempts = attempts;
    this.solved = solved;
    this.reading = reading;
  }

  /**
   * The curve of a player's completions of one problem.
   *
   * @param drawn in drawn order, at least one
   * @param seed of the run; the orders that are averaged over are a function of it and the problem
   */
  public static Curve of(
      Player player, Price price, String problem, List<Outcome> drawn, long seed) {
    Attempts attempts = player.attempts(drawn, price);
    RandomStream random = RandomStream.of(RandomStream.hash(seed, problem), PURPOSE);
    double reading = price.ofPrompt(drawn.get(0).promptTokens());
    return new Curve(attempts, SolvedWithin.of(attempts, ORDERS, random), reading);
  }

  /**
   * The probability that the problem is solved within each of the budgets.
   *
   * @param budgets ascending
   */
  public double[] at(double[] budgets) {
    return solved.at(Arrays.stream(budgets).map(budget -> budget - reading).toArray());
  }

  /** Whether the completions tell what happens within the budget, see {@link Attempts#decideAt}. */
  public boolean decidedAt(double budget) {
    return attempts.decideAt(budget - reading);
  }

  /** Whether the completions in drawn order solve the problem within the budget. */
  public boolean inDrawnOrder(double budget) {
    return attempts.solveInOrder(budget - reading);
  }
}
