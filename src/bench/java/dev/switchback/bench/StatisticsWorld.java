package dev.switchback.bench;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Player.Drawing;
import dev.switchback.metric.estimate.Player.MistakeUnit;
import dev.switchback.metric.estimate.Price;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.ProblemResults;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A world in which the truth about players is known. Each problem has an ease u, uniform in [0, 1].
 *
 * <ul>
 *   <li>Two samplers solve a problem with chance u^3 in each of 16 independent samples of 20
 *       tokens. Right samples write one of two answers, wrong ones one of five, and are less
 *       likely.
 *   <li>A searcher writes one chain. It solves a problem with chance 0.5 + 0.5 u, after 20, 40, ..,
 *       320 tokens, each equally likely, with a dead end in each 20 tokens before; else it stops
 *       after 320 tokens.
 *   <li>A stranger is a searcher whose problems have an ease of their own.
 * </ul>
 */
final class StatisticsWorld {
  static final int SAMPLES = 16;
  static final int SAMPLE_TOKENS = 20;
  static final int STEPS = 16;
  static final Player SAMPLER = sampler("sampler");
  static final Player TWIN = sampler("twin");
  static final Player SEARCHER = searcher("searcher");
  static final Player STRANGER = searcher("stranger");
  private static final String WRONG = "wrong-claim";

  private StatisticsWorld() {}

  static List<EvaluatedPlayer> evaluatedPlayers() {
    return List.of(
        new EvaluatedPlayer(SAMPLER, 1, SAMPLES, List.of(WRONG), 5),
        new EvaluatedPlayer(TWIN, 1, SAMPLES, List.of(WRONG), 5),
        new EvaluatedPlayer(SEARCHER, 1, 1, List.of(WRONG), 5),
        new EvaluatedPlayer(STRANGER, 1, 1, List.of(WRONG), 5));
  }

  /** Problem number {@code index} of the world's copy number {@code copy}. */
  static ProblemResults results(long copy, long index, EvaluationPlan plan) {
    RandomStream random = RandomStream.of(copy, "statistics-world", index);
    double ease = random.nextDouble();
    Map<String, List<List<Outcome>>> outcomes =
        Map.of(
            SAMPLER.name(), List.of(samples(ease, random)),
            TWIN.name(), List.of(samples(ease, random)),
            SEARCHER.name(), List.of(List.of(chain(ease, random))),
            STRANGER.name(), List.of(List.of(chain(random.nextDouble(), random))));
    return new ProblemResults(copy + "-" + index, Set.of(), outcomes, plan);
  }

  /**
   * The sampler's chance that one of k samples is right: {@code 1 - B(1/3, k + 1) / 3}, the mean of
   * {@code 1 - (1 - u^3)^k}.
   */
  static double passAt(int k) {
    double allWrong = 1;
    for (int i = 1; i <= k; i++) {
      allWrong *= i / (i + 1.0 / 3);
    }
    return 1 - allWrong;
  }

  /** The sampler's accuracy at a budget of tokens. */
  static double samplerWithin(double tokens) {
    return passAt((int) (tokens / SAMPLE_TOKENS));
  }

  /** The searcher's accuracy at a budget of tokens. */
  static double searcherWithin(double tokens) {
    return 0.75 * Math.min(STEPS, Math.floor(tokens / SAMPLE_TOKENS)) / STEPS;
  }

  private static List<Outcome> samples(double ease, RandomStream random) {
    List<Outcome> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      boolean right = random.nextDouble() < ease * ease * ease;
      String answer = (right ? "right " : "wrong ") + random.nextInt(right ? 2 : 5);
      double logProbability = random.nextDouble() + (right ? 0.3 : 0);
      OptionalInt solution = right ? OptionalInt.of(SAMPLE_TOKENS) : OptionalInt.empty();
      samples.add(outcome(SAMPLE_TOKENS, 4, solution, 0, Optional.of(answer), logProbability));
    }
    return samples;
  }

  private static Outcome chain(double ease, RandomStream random) {
    int step = random.nextInt(STEPS);
    boolean right = random.nextDouble() < 0.5 + 0.5 * ease;
    int tokens = SAMPLE_TOKENS * (right ? step + 1 : STEPS);
    OptionalInt solution = right ? OptionalInt.of(tokens) : OptionalInt.empty();
    int nodes = step + 1 + random.nextInt(4);
    return outcome(tokens, nodes, solution, right ? step : STEPS, Optional.empty(), 0);
  }

  private static Outcome outcome(
      int tokens,
      int nodes,
      OptionalInt solution,
      int mistakes,
      Optional<String> answer,
      double logProbability) {
    return new Outcome(
        5,
        tokens,
        solution,
        solution.isPresent(),
        mistakes,
        true,
        solution.isPresent() ? Optional.empty() : Optional.of(WRONG),
        nodes,
        answer,
        answer,
        OptionalDouble.of(logProbability));
  }

  private static Player sampler(String name) {
    return new Player(name, Drawing.SAMPLED, MistakeUnit.ANSWER, prices());
  }

  private static Player searcher(String name) {
    return new Player(name, Drawing.DETERMINISTIC, MistakeUnit.DEAD_END, prices());
  }

  /** Operations are tokens here: the curves differ in nothing. */
  private static Map<CostAxis, Price> prices() {
    return Map.of(CostAxis.TOKENS, Price.TOKENS, CostAxis.FLOPS, Price.TOKENS);
  }
}
