package dev.switchback.metric;

import java.util.ArrayList;
import java.util.List;

/** Turns the outcomes of players into measurements. */
public final class Evaluation {
  private final List<Integer> budgets;
  private final List<Integer> passAt;
  private final Bootstrap bootstrap;
  private final CostAxis tokens;
  private final CostAxis flops;

  /**
   * Prepares the curves of all players.
   *
   * @param budgets generated tokens at which accuracy is asked for; curves have more points between
   * @param passAt the k of pass@k; those that a player has too few samples for are left out
   */
  public Evaluation(
      List<Player> players, List<Integer> budgets, List<Integer> passAt, Bootstrap bootstrap) {
    this.budgets = List.copyOf(budgets);
    this.passAt = List.copyOf(passAt);
    this.bootstrap = bootstrap;
    this.tokens = CostAxis.tokens(players, budgets, bootstrap.seed());
    this.flops = CostAxis.flops(players, budgets, bootstrap.seed());
  }

  /** Measures one of the players. */
  public List<Measurement> measure(Player player) {
    PlayerMeasurements measured = new PlayerMeasurements(player, bootstrap);
    List<Measurement> all = new ArrayList<>(measured.passAt(passAt));
    all.addAll(measured.accuracy(tokens));
    all.addAll(measured.accuracy(flops));
    all.addAll(measured.completions());
    return all;
  }

  /**
   * Compares two of the players on the problems that both have, at every k and budget that both
   * reach; empty if they share no problem.
   */
  public List<Measurement> compare(Player first, Player second) {
    Comparison comparison = new Comparison(first, second, bootstrap);
    if (!comparison.possible()) {
      return List.of();
    }
    List<Measurement> all = new ArrayList<>(comparison.passAt(passAt));
    all.addAll(comparison.accuracy(tokens));
    all.addAll(comparison.mcNemar(tokens, budgets));
    all.addAll(comparison.accuracy(flops));
    return all;
  }
}
