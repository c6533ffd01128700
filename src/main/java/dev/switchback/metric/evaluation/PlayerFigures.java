package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Outcome.Lines;
import dev.switchback.metric.estimate.PassAtK;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.Figure.Name;
import dev.switchback.metric.evaluation.Figure.Quantity;
import dev.switchback.metric.evaluation.Figure.Scale;
import dev.switchback.metric.evaluation.Figure.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The figures of one player. */
final class PlayerFigures {
  private final EvaluationPlan plan;
  private final EvaluatedPlayer evaluatedPlayer;
  private final Player player;
  private final Scope scope;
  private final Scope solved;

  PlayerFigures(EvaluationPlan plan, EvaluatedPlayer evaluatedPlayer) {
    this.plan = plan;
    this.evaluatedPlayer = evaluatedPlayer;
    this.player = evaluatedPlayer.player();
    this.scope = Scope.of(player, Stratum.ALL);
    this.solved = scope.where(results -> results.mistakes(player).isPresent());
  }

  List<Figure> all() {
    List<Figure> all = new ArrayList<>();
    passAt(all);
    for (CostAxis axis : CostAxis.values()) {
      if (player.price(axis).isPresent()) {
        accuracy(axis, all);
      }
    }
    byDifficulty(all);
    completions(all);
    return all;
  }

  private void passAt(List<Figure> all) {
    for (int k : plan.passAt()) {
      if (k <= evaluatedPlayer.samplesPerProblem()) {
        share(Metric.PASS_AT_K, k, passAt(k, Outcome::correct), all);
        share(Metric.PASS_AT_K_PAPER, k, passAt(k, Outcome::correctPaper), all);
        if (evaluatedPlayer.draws()) {
          votes(k, all);
        }
      }
    }
    int most = evaluatedPlayer.samplesPerProblem();
    if (evaluatedPlayer.draws()) {
      double doublings = Math.log(most) / Math.log(2);
      Quantity once = passAt(1, Outcome::correct);
      Quantity often = passAt(most, Outcome::correct);
      Quantity slope = results -> (often.of(results) - once.of(results)) / doublings;
      share(Metric.PASS_PER_DOUBLING, most, slope, all);
    }
  }

  private void votes(int k, List<Figure> all) {
    share(Metric.MAJORITY_AT_K, k, results -> results.votes(player).majority(k), all);
    if (k > 1) {
      Quantity once = passAt(1, Outcome::correct);
      all.add(
          Figure.mean(
              Name.of(player, Metric.MAJORITY_GAIN_AT_K, k),
              scope,
              results -> results.votes(player).majority(k) - once.of(results),
              Scale.DIFFERENCE));
    }
    if (evaluatedPlayer.isModel()) {
      share(Metric.LIKELIEST_OF_K, k, results -> results.votes(player).likeliest(k), all);
    }
    count(
        Metric.DISTINCT_SOLUTIONS_AT_K,
        k,
        results -> results.votes(player).distinctSolutions(k),
        all);
    count(
        Metric.DISTINCT_FIRST_MOVES_AT_K,
        k,
        results -> results.votes(player).distinctFirstMoves(k),
        all);
  }

  private void accuracy(CostAxis axis, List<Figure> all) {
    double[] budgets = plan.budgets(axis);
    for (int i = 0; i < budgets.length; i++) {
      all.add(accuracy(axis, i, scope, Stratum.ALL));
    }
  }

  private Figure accuracy(CostAxis axis, int i, Scope within, Stratum stratum) {
    double budget = plan.budgets(axis)[i];
    return Figure.mean(
            Name.of(player, axis.accuracy(), budget).of(stratum),
            within,
            results -> results.accuracy(player, axis)[i],
            Scale.SHARE)
        .unless(results -> results.curve(player, axis).isUncensoredAt(budget) ? 0 : 1);
  }

  private void byDifficulty(List<Figure> all) {
    for (Stratum stratum : plan.strata()) {
      Scope level = Scope.of(player, stratum);
      for (int budget : plan.tokens()) {
        all.add(accuracy(CostAxis.TOKENS, plan.indexOf(budget), level, stratum));
      }
    }
  }

  private void completions(List<Figure> all) {
    count(Metric.MEAN_TOKENS, 0, this::meanTokens, all);
    all.add(
        Figure.ratio(
            Name.of(player, Metric.TOKENS_PER_NODE, 0),
            scope,
            this::meanTokens,
            results ->
                results.outcomes(player).stream().mapToInt(Outcome::nodes).average().orElse(0)));
    all.add(
        Figure.mean(
            Name.of(player, Metric.TOKENS_AFTER_SOLUTION, 0),
            solved,
            this::tokensAfterSolution,
            Scale.COUNT));
    share(Metric.STOPPED_SHARE, 0, shareOf(Outcome::stopped), all);
    all.add(
        Figure.mean(
            Name.of(player, Metric.MISTAKES, 0),
            solved,
            results -> results.mistakes(player).orElse(0),
            Scale.COUNT));
    for (String error : evaluatedPlayer.errors()) {
      Optional<String> named = Optional.of(error);
      all.add(
          Figure.mean(
              Name.of(player, Metric.ERROR_SHARE, 0).detail(error),
              scope,
              shareOf(outcome -> outcome.error().equals(named)),
              Scale.SHARE));
    }
    lines(all);
  }

  private void lines(List<Figure> all) {
    all.add(
        Figure.ratio(
            Name.of(player, Metric.RIGHT_LINES, 0),
            scope,
            results -> meanLines(results, Lines::right),
            results -> meanLines(results, Lines::judged)));
    for (String kind : evaluatedPlayer.wrongLines()) {
      Optional<String> named = Optional.of(kind);
      all.add(
          Figure.mean(
              Name.of(player, Metric.FIRST_WRONG_LINE, 0).detail(kind),
              scope,
              shareOf(outcome -> outcome.lines().firstWrongKind().equals(named)),
              Scale.SHARE));
    }
  }

  private double meanLines(ProblemResults results, ToIntFunction<Lines> count) {
    return results.outcomes(player).stream()
        .mapToInt(outcome -> count.applyAsInt(outcome.lines()))
        .average()
        .orElse(0);
  }

  private double meanTokens(ProblemResults results) {
    return results.outcomes(player).stream().mapToInt(Outcome::tokens).average().orElse(0);
  }

  private double tokensAfterSolution(ProblemResults results) {
    return results.outcomes(player).stream()
        .filter(Outcome::correct)
        .mapToInt(outcome -> outcome.tokens() - outcome.tokensToSolution().getAsInt())
        .average()
        .orElse(0);
  }

  private void share(Metric metric, double at, Quantity value, List<Figure> all) {
    all.add(Figure.mean(Name.of(player, metric, at), scope, value, Scale.SHARE));
  }

  private void count(Metric metric, double at, Quantity value, List<Figure> all) {
    all.add(Figure.mean(Name.of(player, metric, at), scope, value, Scale.COUNT));
  }

  private Quantity passAt(int k, Predicate<Outcome> correct) {
    return results -> passAt(k, results, player, correct);
  }

  static double passAt(int k, ProblemResults results, Player player, Predicate<Outcome> correct) {
    int right = (int) results.outcomes(player).stream().filter(correct).count();
    return PassAtK.estimate(results.outcomes(player).size(), right, k);
  }

  private Quantity shareOf(Predicate<Outcome> condition) {
    return results -> {
      long holds = results.outcomes(player).stream().filter(condition).count();
      return (double) holds / results.outcomes(player).size();
    };
  }
}
