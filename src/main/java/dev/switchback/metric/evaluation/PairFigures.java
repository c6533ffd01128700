package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.Comparison;
import dev.switchback.metric.evaluation.Figure.Name;
import dev.switchback.metric.evaluation.Figure.Quantity;
import dev.switchback.metric.evaluation.Figure.Scale;
import dev.switchback.metric.evaluation.Figure.Scope;
import java.util.ArrayList;
import java.util.List;

/** The figures of two players on the problems that both have. */
final class PairFigures {
  private final EvaluationPlan plan;
  private final Comparison pair;
  private final Player first;
  private final Player second;
  private final Scope scope;
  private final Scope solved;

  PairFigures(EvaluationPlan plan, Comparison pair) {
    this.plan = plan;
    this.pair = pair;
    this.first = pair.first().player();
    this.second = pair.second().player();
    this.scope = Scope.of(pair, Stratum.ALL);
    this.solved =
        scope.where(
            results -> results.mistakes(first).isPresent() && results.mistakes(second).isPresent());
  }

  List<Figure> all() {
    List<Figure> all = new ArrayList<>();
    passAt(all);
    for (CostAxis axis : CostAxis.values()) {
      if (first.price(axis).isPresent() && second.price(axis).isPresent()) {
        for (int i = 0; i < plan.budgets(axis).length; i++) {
          all.add(difference(axis, i, scope, Stratum.ALL));
        }
      }
    }
    plan.tokens().forEach(budget -> confusion(budget, all));
    if (pair.second().isModel()) {
      byDifficulty(all);
    }
    mistakes(all);
    return all;
  }

  private void passAt(List<Figure> all) {
    for (int k : plan.passAt()) {
      if (k <= Math.min(pair.first().samplesPerProblem(), pair.second().samplesPerProblem())) {
        add(
            Metric.DIFFERENCE_IN_PASS_AT_K,
            k,
            scope,
            results ->
                PlayerFigures.passAt(k, results, first, Outcome::correct)
                    - PlayerFigures.passAt(k, results, second, Outcome::correct),
            Scale.DIFFERENCE,
            all);
      }
    }
  }

  private Figure difference(CostAxis axis, int i, Scope within, Stratum stratum) {
    double budget = plan.budgets(axis)[i];
    return Figure.mean(
            Name.of(first, axis.difference(), second, budget).of(stratum),
            within,
            results -> results.accuracy(first, axis)[i] - results.accuracy(second, axis)[i],
            Scale.DIFFERENCE)
        .unless(
            results ->
                results.curve(first, axis).isUncensoredAt(budget)
                        && results.curve(second, axis).isUncensoredAt(budget)
                    ? 0
                    : 1);
  }

  private void byDifficulty(List<Figure> all) {
    for (Stratum stratum : plan.strata()) {
      Scope level = Scope.of(pair, stratum);
      for (int budget : plan.tokens()) {
        all.add(difference(CostAxis.TOKENS, plan.indexOf(budget), level, stratum));
      }
    }
  }

  private void confusion(int budget, List<Figure> all) {
    confusion(Metric.BOTH_AT_TOKENS, budget, true, true, all);
    confusion(Metric.ONLY_THIS_AT_TOKENS, budget, true, false, all);
    confusion(Metric.ONLY_OTHER_AT_TOKENS, budget, false, true, all);
    confusion(Metric.NEITHER_AT_TOKENS, budget, false, false, all);
  }

  private void confusion(
      Metric metric, int budget, boolean firstSolves, boolean secondSolves, List<Figure> all) {
    Quantity cell =
        results ->
            results.curve(first, CostAxis.TOKENS).inDrawnOrder(budget) == firstSolves
                    && results.curve(second, CostAxis.TOKENS).inDrawnOrder(budget) == secondSolves
                ? 1
                : 0;
    Figure figure = Figure.mean(Name.of(first, metric, second, budget), scope, cell, Scale.SHARE);
    all.add(
        figure.unless(
            results ->
                results.curve(first, CostAxis.TOKENS).isUncensoredAt(budget)
                        && results.curve(second, CostAxis.TOKENS).isUncensoredAt(budget)
                    ? 0
                    : 1));
  }

  private void mistakes(List<Figure> all) {
    add(Metric.DIFFERENCE_IN_MISTAKES, 0, solved, this::moreMistakes, Scale.COUNT, all);
    add(
        Metric.MORE_MISTAKES,
        0,
        solved,
        results -> moreMistakes(results) > 0 ? 1 : 0,
        Scale.SHARE,
        all);
    add(
        Metric.FEWER_MISTAKES,
        0,
        solved,
        results -> moreMistakes(results) < 0 ? 1 : 0,
        Scale.SHARE,
        all);
    for (MistakeComparison.Bin bin : MistakeComparison.Bin.ALL) {
      Scope either =
          scope.where(
              results -> bin.has(results.mistakes(first)) || bin.has(results.mistakes(second)));
      add(
          Metric.JACCARD_OF_MISTAKES,
          bin.from(),
          either,
          results -> bin.has(results.mistakes(first)) && bin.has(results.mistakes(second)) ? 1 : 0,
          Scale.SHARE,
          all);
    }
  }

  private double moreMistakes(ProblemResults results) {
    return results.mistakes(first).orElseThrow() - results.mistakes(second).orElseThrow();
  }

  private void add(
      Metric metric, double at, Scope within, Quantity value, Scale scale, List<Figure> all) {
    all.add(Figure.mean(Name.of(first, metric, second, at), within, value, scale));
  }
}
