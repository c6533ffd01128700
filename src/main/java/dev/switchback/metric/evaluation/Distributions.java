package dev.switchback.metric.evaluation;

import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.Comparison;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Counts of what is alike, added up over problems. Not safe for use by several threads. */
final class Distributions implements Serializable {
  private static final double MISTAKES_PER_UNIT = 64;

  private final Map<Key, Long> counts = new HashMap<>();

  private record Key(String player, String distribution, String other, double x, double y)
      implements Serializable {}

  /**
   * Adds what players made of a problem: completions of all trainings; mistakes, which are compared
   * problem by problem, of the first.
   */
  void add(ProblemResults results, EvaluationPlan plan) {
    for (EvaluatedPlayer evaluatedPlayer : plan.evaluatedPlayers()) {
      Player player = evaluatedPlayer.player();
      if (results.has(player)) {
        results.ofTrainings(player).forEach(outcomes -> addCompletions(player, outcomes));
      }
    }
    for (Comparison pair : plan.pairs()) {
      Player first = pair.first().player();
      Player second = pair.second().player();
      if (results.has(first) && results.has(second)) {
        double x = rounded(results.mistakes(first));
        double y = rounded(results.mistakes(second));
        add(new Key(first.name(), DistributionCount.MISTAKES, second.name(), x, y), 1);
      }
    }
  }

  /** Adds the counts of other problems to these. */
  Distributions merge(Distributions others) {
    others.counts.forEach(this::add);
    return this;
  }

  /** All counts in order. */
  List<DistributionCount> all() {
    return counts.entrySet().stream()
        .map(
            entry -> {
              Key key = entry.getKey();
              return new DistributionCount(
                  key.player, key.distribution, key.other, key.x, key.y, entry.getValue());
            })
        .sorted(
            Comparator.comparing(DistributionCount::player)
                .thenComparing(DistributionCount::distribution)
                .thenComparing(DistributionCount::other)
                .thenComparingDouble(DistributionCount::x)
                .thenComparingDouble(DistributionCount::y))
        .toList();
  }

  private void addCompletions(Player player, List<Outcome> outcomes) {
    int correct = 0;
    for (Outcome outcome : outcomes) {
      correct += outcome.correct() ? 1 : 0;
      add(
          new Key(
              player.name(),
              DistributionCount.LENGTHS,
              "",
              outcome.tokens(),
              outcome.correct() ? 1 : 0),
          1);
    }
    add(new Key(player.name(), DistributionCount.SUCCESSES, "", correct, outcomes.size()), 1);
  }

  private void add(Key key, long count) {
    counts.merge(key, count, Long::sum);
  }

  /**
   * Rounded so that the number of different counts stays small, however many problems there are.
   */
  private static double rounded(OptionalDouble mistakes) {
    return mistakes.isPresent()
        ? Math.rint(mistakes.getAsDouble() * MISTAKES_PER_UNIT) / MISTAKES_PER_UNIT
        : DistributionCount.UNSOLVED;
  }
}
