package dev.switchback.metric;

import dev.switchback.random.RandomStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** A player's chance to solve each problem within a budget, in one unit of cost. */
final class AccuracyCurve {
  private static final int ORDERS = 100;
  private static final String PURPOSE = "completion-order";

  private final Map<String, Attempts> attempts = new TreeMap<>();
  private final Map<String, SolvedWithin> solved = new TreeMap<>();
  private final Map<Double, Map<String, Double>> computed = new HashMap<>();

  /**
   * @param price cost of a completion of so many tokens
   */
  AccuracyCurve(Player player, DoubleUnaryOperator price, long seed) {
    for (String problem : player.outcomes().keySet()) {
      Attempts drawn = player.attempts(problem, price);
      long problemSeed = RandomStream.hash(seed, problem);
      attempts.put(problem, drawn);
      solved.put(problem, SolvedWithin.of(drawn, ORDERS, RandomStream.of(problemSeed, PURPOSE)));
    }
  }

  /** Share of the problems for which the completions do not tell what happens at the budget. */
  double undecided(double budget, List<String> problems) {
    return problems.stream().filter(problem -> !attempts.get(problem).decideAt(budget)).count()
        / (double) problems.size();
  }

  /** The probability of each of the problems to be solved within the budget. */
  double[] at(double budget, List<String> problems) {
    Map<String, Double> values = computed.computeIfAbsent(budget, this::ofAll);
    return problems.stream().mapToDouble(values::get).toArray();
  }

  /** Whether each of the problems is solved within the budget by completions in drawn order. */
  boolean[] inDrawnOrder(double budget, List<String> problems) {
    boolean[] results = new boolean[problems.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = attempts.get(problems.get(i)).solveInOrder(budget);
    }
    return results;
  }

  private Map<String, Double> ofAll(double budget) {
    Map<String, Double> values = new HashMap<>();
    solved.forEach((problem, chance) -> values.put(problem, chance.at(budget)));
    return values;
  }
}
