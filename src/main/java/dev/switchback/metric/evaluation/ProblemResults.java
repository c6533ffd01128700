package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.AccuracyCurve;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Votes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One problem and what every player made of it. A player that was trained several times has as many
 * sets of completions, and figures are asked of one of them: {@link #choices}. Not safe for use by
 * several threads.
 */
public final class ProblemResults {
  private final String problem;
  private final Set<Stratum> strata;
  private final Map<String, List<Drawn>> players;
  private final EvaluationPlan plan;

  /**
   * @param problem its identity
   * @param strata the levels of difficulty that it belongs to
   * @param outcomes by the player's name, for each of its trainings, in drawn order; players
   *     without any are left out
   * @param plan what is measured
   */
  public ProblemResults(
      String problem,
      Set<Stratum> strata,
      Map<String, List<List<Outcome>>> outcomes,
      EvaluationPlan plan) {
    this.problem = problem;
    this.strata = Set.copyOf(strata);
    this.plan = plan;
    this.players = new HashMap<>();
    outcomes.forEach(
        (player, trainings) ->
            players.put(player, trainings.stream().map(each -> new Drawn(each)).toList()));
  }

  private ProblemResults(ProblemResults all, Map<String, List<Drawn>> players) {
    this.problem = all.problem;
    this.strata = all.strata;
    this.plan = all.plan;
    this.players = players;
  }

  String problem() {
    return problem;
  }

  /** Whether the player has completions of the problem. */
  boolean has(Player player) {
    return players.containsKey(player.name());
  }

  boolean isOf(Stratum stratum) {
    return stratum.equals(Stratum.ALL) || strata.contains(stratum);
  }

  /**
   * These results with one training of each of some players, in every combination, the last
   * player's trainings changing first.
   *
   * @param chosen one or two players that have completions of the problem
   */
  List<ProblemResults> choices(List<Player> chosen) {
    List<ProblemResults> all = new ArrayList<>();
    Player first = chosen.get(0);
    for (Drawn training : players.get(first.name())) {
      if (chosen.size() == 1) {
        all.add(new ProblemResults(this, Map.of(first.name(), List.of(training))));
      } else {
        String second = chosen.get(1).name();
        for (Drawn other : players.get(second)) {
          all.add(
              new ProblemResults(
                  this, Map.of(first.name(), List.of(training), second, List.of(other))));
        }
      }
    }
    return all;
  }

  /** The completions of a player, in drawn order; of its first training. */
  List<Outcome> outcomes(Player player) {
    return of(player).outcomes;
  }

  /** The completions of each training of a player. */
  List<List<Outcome>> ofTrainings(Player player) {
    return players.get(player.name()).stream().map(drawn -> drawn.outcomes).toList();
  }

  /** The player's curve on an axis that it has a price on. */
  AccuracyCurve curve(Player player, CostAxis axis) {
    Drawn drawn = of(player);
    return drawn.curves.computeIfAbsent(
        axis,
        key ->
            AccuracyCurve.of(
                player,
                player.price(axis).orElseThrow(),
                problem,
                drawn.outcomes,
                plan.bootstrap().seed()));
  }

  /** The player's chance to solve the problem within each budget of the axis. */
  double[] accuracy(Player player, CostAxis axis) {
    Drawn drawn = of(player);
    double[] known = drawn.accuracies.get(axis);
    if (known == null) {
      known = curve(player, axis).at(plan.budgets(axis));
      drawn.accuracies.put(axis, known);
    }
    return known;
  }

  /** The player's expected mistakes before its first success, empty if it has none. */
  OptionalDouble mistakes(Player player) {
    Drawn drawn = of(player);
    if (drawn.mistakes == null) {
      drawn.mistakes = player.mistakes(drawn.outcomes);
    }
    return drawn.mistakes;
  }

  /** What the player's completions say together. */
  Votes votes(Player player) {
    Drawn drawn = of(player);
    if (drawn.votes == null) {
      drawn.votes = new Votes(problem, player.name(), drawn.outcomes, plan.bootstrap().seed());
    }
    return drawn.votes;
  }

  private Drawn of(Player player) {
    return players.get(player.name()).get(0);
  }

  /** The completions of one training, and what was computed of them. */
  private static final class Drawn {
    private final List<Outcome> outcomes;
    private final Map<CostAxis, AccuracyCurve> curves = new EnumMap<>(CostAxis.class);
    private final Map<CostAxis, double[]> accuracies = new EnumMap<>(CostAxis.class);
    private OptionalDouble mistakes;
    private Votes votes;

    Drawn(List<Outcome> outcomes) {
      this.outcomes = List.copyOf(outcomes);
    }
  }
}
