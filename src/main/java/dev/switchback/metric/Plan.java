package dev.switchback.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is measured: for whom, at which budgets, with what intervals.
 *
 * @param entrants all players, models first
 * @param tokens generated tokens at which accuracy is asked for; curves have more points between
 * @param passAt the k of pass@k; those that a player has too few samples for are left out
 * @param strata the levels of difficulty that figures are given for as well
 * @param grids the budgets of each axis, ascending
 */
public record Plan(
    List<Entrant> entrants,
    List<Integer> tokens,
    List<Integer> passAt,
    List<Stratum> strata,
    Bootstrap bootstrap,
    Map<CostAxis, double[]> grids)
    implements Serializable {

  /** Lays out the budgets: those of operations span what the models' budgets of tokens cost. */
  public static Plan of(
      List<Entrant> entrants,
      List<Integer> tokens,
      List<Integer> passAt,
      List<Stratum> strata,
      Bootstrap bootstrap) {
    Map<CostAxis, double[]> grids = new EnumMap<>(CostAxis.class);
    for (CostAxis axis : CostAxis.values()) {
      grids.put(axis, axis == CostAxis.TOKENS ? grid(tokens) : grid(ends(entrants, axis, tokens)));
    }
    return new Plan(entrants, tokens, passAt, strata, bootstrap, grids);
  }

  /** The budgets of an axis, ascending; read only. */
  double[] budgets(CostAxis axis) {
    return grids.get(axis);
  }

  /** Where a budget that is asked for is among those of the axis of tokens. */
  int indexOf(int budget) {
    return Arrays.binarySearch(budgets(CostAxis.TOKENS), budget);
  }

  /** Pairs of players that are compared: models with each other, and with every reference. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      for (int j = i + 1; j < entrants.size(); j++) {
        if (entrants.get(i).isModel()) {
          pairs.add(new Pair(entrants.get(i), entrants.get(j)));
        }
      }
    }
    return pairs;
  }

  private static double[] grid(Iterable<? extends Number> budgets) {
    List<Number> all = new ArrayList<>();
    budgets.forEach(all::add);
    return all.isEmpty()
        ? new double[0]
        : BudgetGrid.refine(all).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The smallest and the largest cost of a budget of tokens. */
  private static List<Double> ends(List<Entrant> entrants, CostAxis axis, List<Integer> tokens) {
    TreeSet<Double> costs = new TreeSet<>();
    for (Entrant entrant : entrants) {
      int prompt = entrant.promptTokens();
      entrant
          .player()
          .price(axis)
          .ifPresent(
              price ->
                  tokens.forEach(
                      budget ->
                          costs.add(price.ofPrompt(prompt) + price.ofCompletion(prompt, budget))));
    }
    return costs.isEmpty() ? List.of() : List.of(costs.first(), costs.last());
  }
}
