package dev.switchback.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * One unit of test-time compute: its budgets, and the curves of the players that have a cost in it.
 *
 * @param accuracy the metric of a player on this axis
 * @param difference the metric of a comparison on this axis
 * @param budgets ascending
 * @param curves by the player's name
 */
record CostAxis(
    Metric accuracy,
    Metric difference,
    NavigableSet<Double> budgets,
    Map<String, AccuracyCurve> curves) {

  /** Generated tokens, which every player has. */
  static CostAxis tokens(List<Player> players, List<Integer> budgets, long seed) {
    return new CostAxis(
        Metric.ACCURACY_AT_TOKENS,
        Metric.DIFFERENCE_AT_TOKENS,
        BudgetGrid.refine(budgets),
        curves(players, player -> Optional.of(tokens -> tokens), seed));
  }

  /**
   * Floating-point operations, which networks have. The budgets run from the cheapest model's
   * smallest chain to the dearest model's largest.
   */
  static CostAxis flops(List<Player> players, List<Integer> budgets, long seed) {
    TreeSet<Double> ends = new TreeSet<>();
    for (Player player : players) {
      for (int budget : budgets) {
        player.cost().ifPresent(cost -> ends.add(cost.flops(budget)));
      }
    }
    NavigableSet<Double> grid =
        ends.isEmpty() ? ends : BudgetGrid.refine(List.of(ends.first(), ends.last()));
    return new CostAxis(
        Metric.ACCURACY_AT_FLOPS,
        Metric.DIFFERENCE_AT_FLOPS,
        grid,
        curves(players, player -> player.cost().map(cost -> cost::flops), seed));
  }

  private static Map<String, AccuracyCurve> curves(
      List<Player> players, Function<Player, Optional<DoubleUnaryOperator>> price, long seed) {
    Map<String, AccuracyCurve> curves = new HashMap<>();
    for (Player player : players) {
      price
          .apply(player)
          .ifPresent(cost -> curves.put(player.name(), new AccuracyCurve(player, cost, seed)));
    }
    return curves;
  }
}
