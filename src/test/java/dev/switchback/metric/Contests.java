package dev.switchback.metric;

import dev.switchback.metric.Player.Drawing;
import dev.switchback.metric.Player.MistakeUnit;
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
final class Contests {
  private final Map<String, Map<String, List<Outcome>>> problems = new LinkedHashMap<>();
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

  Contests add(String problem, Player player, Outcome... outcomes) {
    problems.computeIfAbsent(problem, key -> new TreeMap<>()).put(player.name(), List.of(outcomes));
    return this;
  }

  Contests of(Stratum stratum, String... ids) {
    for (String id : ids) {
      strata.put(id, Set.of(stratum));
    }
    return this;
  }

  Set<String> ids() {
    return problems.keySet();
  }

  Contest contest(String problem, Plan plan) {
    return new Contest(
        problem, strata.getOrDefault(problem, Set.of()), problems.get(problem), plan);
  }

  List<Measurement> measure(Plan plan) {
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    ids().forEach(id -> evaluation.add(contest(id, plan), tally));
    return evaluation.measure(evaluation.close(tally));
  }

  static Outcome wrong(int tokens, String error) {
    return outcome(tokens, OptionalInt.empty(), 0, error);
  }

  static Outcome right(int tokens, int toSolution, int mistakes) {
    return outcome(tokens, OptionalInt.of(toSolution), mistakes, null);
  }

  /** A completion that claims an answer, with a log-probability. */
  static Outcome claim(String answer, boolean correct, double logProbability) {
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
