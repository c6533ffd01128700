package dev.switchback.metric;

import dev.switchback.metric.Figure.Name;
import dev.switchback.metric.Figure.Scale;
import java.util.ArrayList;
import java.util.List;

/** The figures of two players on the problems that both have. */
final class PairFigures {
  private final Plan plan;
  private final Pair pair;
  private final Player first;
  private final Player second;
  private final Scope scope;
  private final Scope solved;

  PairFigures(Plan plan, Pair pair) {
    this.plan = plan;
    this.pair = pair;
    this.first = pair.first().player();
    this.second = pair.second().player();
    this.scope = Scope.of(first, second, Stratum.ALL);
    this.solved =
        scope.where(
            contest -> contest.mistakes(first).isPresent() && contest.mistakes(second).isPresent());
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
            contest ->
                PlayerFigures.passAt(k, contest, first, Outcome::correct)
                    - PlayerFigures.passAt(k, contest, second, Outcome::correct),
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
            contest -> contest.accuracy(first, axis)[i] - contest.accuracy(second, axis)[i],
            Scale.DIFFERENCE)
        .unless(
            contest ->
                contest.curve(first, axis).decidedAt(budget)
                        && contest.curve(second, axis).decidedAt(budget)
                    ? 0
                    : 1);
  }

  private void byDifficulty(List<Figure> all) {
    for (Stratum stratum : plan.strata()) {
      Scope level = Scope.of(first, second, stratum);
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
        contest ->
            contest.curve(first, CostAxis.TOKENS).inDrawnOrder(budget) == firstSolves
                    && contest.curve(second, CostAxis.TOKENS).inDrawnOrder(budget) == secondSolves
                ? 1
                : 0;
    Figure figure = Figure.mean(Name.of(first, metric, second, budget), scope, cell, Scale.SHARE);
    all.add(
        figure.unless(
            contest ->
                contest.curve(first, CostAxis.TOKENS).decidedAt(budget)
                        && contest.curve(second, CostAxis.TOKENS).decidedAt(budget)
                    ? 0
                    : 1));
  }

  private void mistakes(List<Figure> all) {
    add(Metric.DIFFERENCE_IN_MISTAKES, 0, solved, this::moreMistakes, Scale.COUNT, all);
    add(
        Metric.MORE_MISTAKES,
        0,
        solved,
        contest -> moreMistakes(contest) > 0 ? 1 : 0,
        Scale.SHARE,
        all);
    add(
        Metric.FEWER_MISTAKES,
        0,
        solved,
        contest -> moreMistakes(contest) < 0 ? 1 : 0,
        Scale.SHARE,
        all);
    for (MistakeBin bin : MistakeBin.ALL) {
      Scope either =
          scope.where(
              contest -> bin.has(contest.mistakes(first)) || bin.has(contest.mistakes(second)));
      add(
          Metric.JACCARD_OF_MISTAKES,
          bin.from(),
          either,
          contest -> bin.has(contest.mistakes(first)) && bin.has(contest.mistakes(second)) ? 1 : 0,
          Scale.SHARE,
          all);
    }
  }

  private double moreMistakes(Contest contest) {
    return contest.mistakes(first).orElseThrow() - contest.mistakes(second).orElseThrow();
  }

  private void add(
      Metric metric, double at, Scope within, Quantity value, Scale scale, List<Figure> all) {
    all.add(Figure.mean(Name.of(first, metric, second, at), within, value, scale));
  }
}
