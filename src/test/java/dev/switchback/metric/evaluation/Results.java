package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.DecodingCost;
import dev.switchback.metric.estimate.GenerationCost;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Player.Drawing;
import dev.switchback.metric.estimate.Player.MistakeUnit;
import dev.switchback.metric.estimate.Price;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Problems and what players made of them, put together by hand. */
public final class Results {
  private final Map<String, Map<String, List<List<Outcome>>>> problems = new LinkedHashMap<>();
  private final Map<String, Set<Stratum>> strata = new HashMap<>();

  static Player player(String name, Drawing drawing, MistakeUnit unit, DecodingCost... cost) {
    Map<CostAxis, Price> prices = new HashMap<>(Map.of(CostAxis.TOKENS, Price.TOKENS));
    for (DecodingCost each : cost) {
      prices.put(CostAxis.FLOPS, each);
      prices.put(
          CostAxis.FLOPS_PAPER,
          new GenerationCost(
              each.layers(), each.hiddenSize(), each.keyValueSize(), each.feedForwardSize()));
    }
    return new Player(name, drawing, unit, prices);
  }

  /** Adds what a further training of a player made of a problem. */
  Results add(String problem, Player player, Outcome... outcomes) {
    problems
        .computeIfAbsent(problem, key -> new TreeMap<>())
        .computeIfAbsent(player.name(), key -> new ArrayList<>())
        .add(List.of(outcomes));
    return this;
  }

  Results of(Stratum stratum, String... ids) {
    for (String id : ids) {
      strata.put(id, Set.of(stratum));
    }
    return this;
  }

  Set<String> ids() {
    return problems.keySet();
  }

  ProblemResults results(String problem, EvaluationPlan plan) {
    return new ProblemResults(
        problem, strata.getOrDefault(problem, Set.of()), problems.get(problem), plan);
  }

  List<Measurement> measure(EvaluationPlan plan) {
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    ids().forEach(id -> evaluation.add(results(id, plan), tally));
    return evaluation.measure(evaluation.close(tally));
  }

  public static Outcome wrong(int tokens, String error) {
    return outcome(tokens, OptionalInt.empty(), 0, error);
  }

  static Outcome right(int tokens, int toSolution, int mistakes) {
    return outcome(tokens, OptionalInt.of(toSolution), mistakes, null);
  }

  /** A completion that claims an answer, with a log-probability. */
  public static Outcome claim(String answer, boolean correct, double logProbability) {
    return new Outcome(
        5,
        10,
        correct ? OptionalInt.of(9) : OptionalInt.empty(),
        correct,
        0,
        true,
        correct ? Optional.empty() : Optional.of("wrong-claim"),
        3,
        Optional.of(answer.substring(0, 1)),
        Optional.of(answer),
        OptionalDouble.of(logProbability));
  }

  private static Outcome outcome(int tokens, OptionalInt toSolution, int mistakes, String error) {
    return new Outcome(
        5,
        tokens,
        toSolution,
        toSolution.isPresent(),
        mistakes,
        true,
        Optional.ofNullable(error),
        2,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }
}
