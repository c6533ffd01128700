package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.AccuracyCurve;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Votes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** One problem and what every player made of it. Not safe for use by several threads. */
public final class ProblemResults {
  private final String problem;
  private final Set<Stratum> strata;
  private final Map<String, List<Outcome>> outcomes;
  private final EvaluationPlan plan;
  private final Map<CurveKey, AccuracyCurve> curves = new HashMap<>();
  private final Map<CurveKey, double[]> accuracies = new HashMap<>();
  private final Map<String, OptionalDouble> mistakes = new HashMap<>();
  private final Map<String, Votes> votes = new HashMap<>();

  private record CurveKey(String player, CostAxis axis) {}

  /**
   * @param problem its identity
   * @param strata the levels of difficulty that it belongs to
   * @param outcomes by the player's name, in drawn order; players without any are left out
   * @param plan what is measured
   */
  public ProblemResults(
      String problem,
      Set<Stratum> strata,
      Map<String, List<Outcome>> outcomes,
      EvaluationPlan plan) {
    this.problem = problem;
    this.strata = Set.copyOf(strata);
    this.outcomes = Map.copyOf(outcomes);
    this.plan = plan;
  }

  String problem() {
    return problem;
  }

  /** Whether the player has completions of the problem. */
  boolean has(Player player) {
    return outcomes.containsKey(player.name());
  }

  boolean isOf(Stratum stratum) {
    return stratum.equals(Stratum.ALL) || strata.contains(stratum);
  }

  /** The completions of a player, in drawn order. */
  List<Outcome> outcomes(Player player) {
    return outcomes.get(player.name());
  }

  /** The player's curve on an axis that it has a price on. */
  AccuracyCurve curve(Player player, CostAxis axis) {
    return curves.computeIfAbsent(
        new CurveKey(player.name(), axis),
        key ->
            AccuracyCurve.of(
                player,
                player.price(axis).orElseThrow(),
                problem,
                outcomes(player),
                plan.bootstrap().seed()));
  }

  /** The player's chance to solve the problem within each budget of the axis. */
  double[] accuracy(Player player, CostAxis axis) {
    return accuracies.computeIfAbsent(
        new CurveKey(player.name(), axis), key -> curve(player, axis).at(plan.budgets(axis)));
  }

  /** The player's expected mistakes before its first success, empty if it has none. */
  OptionalDouble mistakes(Player player) {
    return mistakes.computeIfAbsent(player.name(), name -> player.mistakes(outcomes(player)));
  }

  /** What the player's completions say together. */
  Votes votes(Player player) {
    return votes.computeIfAbsent(
        player.name(), name -> new Votes(problem, name, outcomes(player), plan.bootstrap().seed()));
  }
}
