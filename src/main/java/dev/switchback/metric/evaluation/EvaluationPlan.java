package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.statistics.Bootstrap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What is measured: for whom, at which budgets, with what intervals.
 *
 * @param evaluatedPlayers all players, models first
 * @param tokens generated tokens at which accuracy is asked for; curves have more points between
 * @param passAt the k of pass@k; those that a player has too few samples for are left out
 * @param strata the levels of difficulty that figures are given for as well
 * @param grids the budgets of each axis, ascending
 */
public record EvaluationPlan(
    List<EvaluatedPlayer> evaluatedPlayers,
    List<Integer> tokens,
    List<Integer> passAt,
    List<Stratum> strata,
    Bootstrap bootstrap,
    Map<CostAxis, double[]> grids)
    implements Serializable {

  /** Lays out the budgets: those of operations span what the models' budgets of tokens cost. */
  public static EvaluationPlan of(
      List<EvaluatedPlayer> evaluatedPlayers,
      List<Integer> tokens,
      List<Integer> passAt,
      List<Stratum> strata,
      Bootstrap bootstrap) {
    Map<CostAxis, double[]> grids = new EnumMap<>(CostAxis.class);
    for (CostAxis axis : CostAxis.values()) {
      grids.put(
          axis,
          axis == CostAxis.TOKENS ? grid(tokens) : grid(ends(evaluatedPlayers, axis, tokens)));
    }
    return new EvaluationPlan(evaluatedPlayers, tokens, passAt, strata, bootstrap, grids);
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
  List<Comparison> pairs() {
    List<Comparison> pairs = new ArrayList<>();
    for (int i = 0; i < evaluatedPlayers.size(); i++) {
      for (int j = i + 1; j < evaluatedPlayers.size(); j++) {
        if (evaluatedPlayers.get(i).isModel()) {
          pairs.add(new Comparison(evaluatedPlayers.get(i), evaluatedPlayers.get(j)));
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
  private static List<Double> ends(
      List<EvaluatedPlayer> evaluatedPlayers, CostAxis axis, List<Integer> tokens) {
    TreeSet<Double> costs = new TreeSet<>();
    for (EvaluatedPlayer evaluatedPlayer : evaluatedPlayers) {
      int prompt = evaluatedPlayer.promptTokens();
      evaluatedPlayer
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

  /** The budgets at which a curve is drawn. */
  public static final class BudgetGrid {
    private static final int POINTS_PER_DOUBLING = 8;

    private BudgetGrid() {}

    /**
     * Returns the given budgets and, between the smallest and the largest, whole numbers at eight
     * points per doubling.
     *
     * @param budgets positive, at least one
     */
    public static NavigableSet<Double> refine(Collection<? extends Number> budgets) {
      NavigableSet<Double> grid = new TreeSet<>();
      budgets.forEach(budget -> grid.add(budget.doubleValue()));
      if (grid.isEmpty() || grid.first() <= 0) {
        throw new IllegalArgumentException(
            "Cannot lay out budgets: " + budgets + ", expected at least one, all positive");
      }
      double first = grid.first();
      double last = grid.last();
      double step = Math.pow(2, 1.0 / POINTS_PER_DOUBLING);
      for (double budget = first; budget < last; budget *= step) {
        grid.add((double) Math.round(budget));
      }
      return grid;
    }
  }

  /** Two players that are compared on the problems that both have. */
  record Comparison(EvaluatedPlayer first, EvaluatedPlayer second) {
    /** Whether one of them was trained more than once. */
    boolean isReplicated() {
      return first.trainings() > 1 || second.trainings() > 1;
    }
  }

  /**
   * A player and how much there is of it.
   *
   * @param trainings how often it was trained, 1 or more
   * @param samplesPerProblem the least number of completions of a problem, of one training
   * @param errors classes of errors that its completions have, in order
   * @param promptTokens the largest number of tokens that it reads before a completion
   * @param wrongLines kinds of first wrong lines that its completions have, in order
   */
  public record EvaluatedPlayer(
      Player player,
      int trainings,
      int samplesPerProblem,
      List<String> errors,
      int promptTokens,
      List<String> wrongLines)
      implements Serializable {
    /** Copies the lists. */
    public EvaluatedPlayer {
      errors = List.copyOf(errors);
      wrongLines = List.copyOf(wrongLines);
    }

    /** A player whose lines are not judged. */
    public EvaluatedPlayer(
        Player player,
        int trainings,
        int samplesPerProblem,
        List<String> errors,
        int promptTokens) {
      this(player, trainings, samplesPerProblem, errors, promptTokens, List.of());
    }

    /** Whether its completions of a problem differ. */
    boolean draws() {
      return player.drawing() == Player.Drawing.SAMPLED && samplesPerProblem > 1;
    }

    boolean isModel() {
      return player.price(CostAxis.FLOPS).isPresent();
    }
  }
}
