package dev.switchback.router;

import dev.switchback.experiment.ReservedNames;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.estimate.AccuracyAtBudget;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.router.Forecaster.Forecast;
import dev.switchback.router.ResultMatrix.ModelResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What routers solve within equal budgets. A router gives each problem, with the whole budget, to
 * one model; its value on a problem is that model's.
 */
final class RoutedFigures {
  /** Knows the models' values. They are estimates, so that it is better than any true choice. */
  static final String ORACLE = ReservedNames.ORACLE_ROUTER;

  /** Chooses by one half of the samples and is measured by the other, both ways. */
  static final String HALVED_ORACLE = ReservedNames.HALVED_ORACLE_ROUTER;

  private final ResultMatrix matrix;
  private final Bootstrap bootstrap;

  RoutedFigures(ResultMatrix matrix, Bootstrap bootstrap) {
    this.matrix = matrix;
    this.bootstrap = bootstrap;
  }

  /**
   * A router's figures: its accuracy, its difference to each model and to the oracle, and on the
   * axis of tokens where it sends problems.
   *
   * @param forecasts of the models, in their order
   */
  List<Measurement> router(String name, List<Forecast> forecasts) {
    List<Measurement> all = new ArrayList<>();
    for (int budget = 0; budget < matrix.budgets().length; budget++) {
      int at = budget;
      int[] choice = choice(i -> forecasts.get(i).predicted()[at]);
      double[] solved = chosen(choice, results -> results.solved()[at]);
      all.add(accuracy(name, at, solved, censored(at)));
      for (ModelResults results : matrix.models()) {
        all.add(difference(name, results.model(), at, solved, results.solved()[at]));
      }
      all.add(difference(name, ORACLE, at, solved, oracle(at)));
      if (matrix.axis() == CostAxis.TOKENS) {
        all.addAll(shares(name, at, choice));
      }
    }
    return all;
  }

  /** Accuracy of the routers that know the values. */
  List<Measurement> oracles() {
    List<Measurement> all = new ArrayList<>();
    for (int budget = 0; budget < matrix.budgets().length; budget++) {
      int at = budget;
      all.add(accuracy(ORACLE, at, oracle(at), censored(at)));
      double halvesCensored = most(results -> results.halvesCensored()[at]);
      if (halvesCensored <= AccuracyAtBudget.CENSORED_LIMIT) {
        all.add(accuracy(HALVED_ORACLE, at, halvedOracle(at), halvesCensored));
      }
    }
    return all;
  }

  private double[] oracle(int at) {
    return chosen(
        choice(i -> matrix.models().get(i).solved()[at]), results -> results.solved()[at]);
  }

  private double[] halvedOracle(int at) {
    double[] byEven =
        chosen(choice(i -> matrix.models().get(i).even()[at]), results -> results.odd()[at]);
    double[] byOdd =
        chosen(choice(i -> matrix.models().get(i).odd()[at]), results -> results.even()[at]);
    return IntStream.range(0, byEven.length)
        .mapToDouble(problem -> (byEven[problem] + byOdd[problem]) / 2)
        .toArray();
  }

  /** The model with the largest value of each problem; the first of equal ones. */
  private int[] choice(Function<Integer, double[]> values) {
    int[] choice = new int[matrix.problems().size()];
    for (int model = 1; model < matrix.models().size(); model++) {
      double[] own = values.apply(model);
      for (int problem = 0; problem < choice.length; problem++) {
        if (own[problem] > values.apply(choice[problem])[problem]) {
          choice[problem] = model;
        }
      }
    }
    return choice;
  }

  private double[] chosen(int[] choice, Function<ModelResults, double[]> values) {
    return IntStream.range(0, choice.length)
        .mapToDouble(problem -> values.apply(matrix.models().get(choice[problem]))[problem])
        .toArray();
  }

  private List<Measurement> shares(String name, int at, int[] choice) {
    List<Measurement> all = new ArrayList<>();
    for (int model = 0; model < matrix.models().size(); model++) {
      int own = model;
      double[] given = Arrays.stream(choice).mapToDouble(each -> each == own ? 1 : 0).toArray();
      all.add(
          new Measurement(
              name,
              Metric.ROUTED_SHARE,
              matrix.models().get(model).model(),
              matrix.budgets()[at],
              bootstrap.share(given),
              completions(),
              censored(at)));
    }
    return all;
  }

  private Measurement accuracy(String name, int at, double[] solved, double censored) {
    return new Measurement(
        name,
        matrix.axis().accuracy(),
        "",
        matrix.budgets()[at],
        bootstrap.share(solved),
        completions(),
        censored);
  }

  private Measurement difference(
      String name, String other, int at, double[] solved, double[] others) {
    return new Measurement(
        name,
        matrix.axis().difference(),
        other,
        matrix.budgets()[at],
        bootstrap.difference(solved, others),
        completions(),
        censored(at));
  }

  private double censored(int at) {
    return most(results -> results.censored()[at]);
  }

  private double most(Function<ModelResults, Double> share) {
    return matrix.models().stream().mapToDouble(share::apply).max().orElse(0);
  }

  private long completions() {
    return matrix.models().stream().mapToLong(ModelResults::completions).sum();
  }
}
