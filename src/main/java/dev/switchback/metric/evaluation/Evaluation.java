package dev.switchback.metric.evaluation;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.AccuracyAtBudget;
import dev.switchback.metric.evaluation.EvaluationPlan.Comparison;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.evaluation.FigureSums.Sums;
import dev.switchback.metric.statistics.SignTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what players made of problems into measurements: problems are added to a {@link Tally}, in
 * any order and in any number of places, and the tally of all is measured.
 */
public final class Evaluation {
  private final EvaluationPlan plan;
  private final FigureSums figures;

  /** Prepares all figures of a plan. */
  public Evaluation(EvaluationPlan plan) {
    this.plan = plan;
    List<Figure> all = new ArrayList<>();
    plan.evaluatedPlayers()
        .forEach(evaluatedPlayer -> all.addAll(new PlayerFigures(plan, evaluatedPlayer).all()));
    plan.pairs().forEach(pair -> all.addAll(new PairFigures(plan, pair).all()));
    this.figures = new FigureSums(plan, all);
  }

  /** A tally of no problem yet. */
  public Tally tally() {
    return new Tally(figures.sums(plan.bootstrap()));
  }

  /** Adds a problem to a tally. */
  public void add(ProblemResults results, Tally tally) {
    tally.count(results, plan, figures);
  }

  /** Ends the adding of problems to a tally, which can then be sent, merged and measured. */
  public Tally close(Tally tally) {
    tally.sums().close();
    return tally;
  }

  /** The figures of all problems of a tally. */
  public List<Measurement> measure(Tally tally) {
    List<Measurement> all = new ArrayList<>();
    for (int i = 0; i < figures.all().size(); i++) {
      figures.measurement(i, tally.sums(), plan.bootstrap()).ifPresent(all::add);
    }
    all.addAll(new TrainingFigures(plan, figures, tally.sums()).all());
    List<DistributionCount> counts = tally.distributions().all();
    for (Comparison pair : plan.pairs()) {
      for (CostAxis axis : CostAxis.values()) {
        all.addAll(curves(pair, axis, tally.sums()));
      }
      compared(pair, Metric.DIFFERENCE_IN_PASS_AT_K, tally.sums())
          .flatMap(curves -> curves.crossover(Metric.CROSSOVER_OF_PASS_AT_K))
          .ifPresent(all::add);
      if (!pair.isReplicated()) {
        all.addAll(tests(pair, counts, tally.sums()));
      }
    }
    return all;
  }

  /** How completions and problems are distributed. */
  public List<DistributionCount> distributions(Tally tally) {
    return tally.distributions().all();
  }

  /** Area between two curves of accuracy and the change of the lead. */
  private List<Measurement> curves(Comparison pair, CostAxis axis, Sums sums) {
    List<Measurement> all = new ArrayList<>();
    compared(pair, axis.difference(), sums)
        .ifPresent(
            curves -> {
              all.add(curves.measurement(axis.area(), curves.comparison.area(), 0));
              curves.crossover(axis.crossover()).ifPresent(all::add);
            });
    return all;
  }

  /** Two curves where both reach two points or more; otherwise empty. */
  private Optional<ComparedCurves> compared(Comparison pair, Metric difference, Sums sums) {
    List<Integer> reached =
        numbers(pair, difference).stream()
            .filter(i -> figures.censored(i, sums) <= AccuracyAtBudget.CENSORED_LIMIT)
            .filter(i -> figures.problems(i, sums) > 0)
            .toList();
    if (reached.size() < 2) {
      return Optional.empty();
    }
    double[] points = reached.stream().mapToDouble(this::at).toArray();
    List<Resampled> differences =
        reached.stream().map(i -> figures.resampled(i, sums).orElseThrow()).toList();
    return Optional.of(
        new ComparedCurves(
            pair,
            new CurveComparison(points, differences, plan.bootstrap()),
            figures.completions(reached.get(0), sums)));
  }

  private record ComparedCurves(Comparison pair, CurveComparison comparison, long completions) {

    Measurement measurement(Metric metric, Estimate estimate, double censored) {
      return Evaluation.measurement(pair, metric, 0, estimate, completions, censored);
    }

    Optional<Measurement> crossover(Metric metric) {
      return comparison
          .crossover()
          .map(estimate -> measurement(metric, estimate, comparison.withoutCrossover()));
    }
  }

  /**
   * Tests over problems. They have no level for trainings: of players trained more than once, whose
   * intervals do, there are none.
   */
  private List<Measurement> tests(Comparison pair, List<DistributionCount> counts, Sums sums) {
    List<Measurement> all = new ArrayList<>(mcNemar(pair, sums));
    all.addAll(
        new MistakeComparison(pair, mistakes(pair, counts), plan.bootstrap().confidence()).all());
    return all;
  }

  private List<Measurement> mcNemar(Comparison pair, Sums sums) {
    List<Measurement> all = new ArrayList<>();
    List<Integer> onlyThis = numbers(pair, Metric.ONLY_THIS_AT_TOKENS);
    List<Integer> onlyOther = numbers(pair, Metric.ONLY_OTHER_AT_TOKENS);
    for (int i = 0; i < onlyThis.size(); i++) {
      int first = onlyThis.get(i);
      double censored = figures.censored(first, sums);
      int problems = figures.problems(first, sums);
      if (problems > 0 && censored <= AccuracyAtBudget.CENSORED_LIMIT) {
        double p =
            new SignTest(figures.count(first, sums), figures.count(onlyOther.get(i), sums))
                .pValue();
        all.add(
            measurement(
                pair,
                Metric.MCNEMAR_AT_TOKENS,
                at(first),
                new Estimate(p, p, p, problems),
                figures.completions(first, sums),
                censored));
      }
    }
    return all;
  }

  private static List<DistributionCount> mistakes(Comparison pair, List<DistributionCount> counts) {
    return counts.stream()
        .filter(count -> count.distribution().equals(DistributionCount.MISTAKES))
        .filter(count -> count.player().equals(pair.first().player().name()))
        .filter(count -> count.other().equals(pair.second().player().name()))
        .toList();
  }

  /** The numbers of a pair's figures about all problems, in the order of their budgets. */
  private List<Integer> numbers(Comparison pair, Metric metric) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < figures.all().size(); i++) {
      Figure.Name name = figures.all().get(i).name();
      if (name.metric() == metric
          && name.stratum().equals(Stratum.ALL)
          && name.player().equals(pair.first().player())
          && name.detail().equals(pair.second().player().name())) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  private double at(int figure) {
    return figures.all().get(figure).name().at();
  }

  private static Measurement measurement(
      Comparison pair,
      Metric metric,
      double at,
      Estimate estimate,
      long completions,
      double censored) {
    return new Measurement(
        pair.first().player().name(),
        metric,
        pair.second().player().name(),
        at,
        estimate,
        completions,
        censored);
  }
}
