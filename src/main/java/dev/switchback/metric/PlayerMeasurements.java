package dev.switchback.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Measures one player. */
final class PlayerMeasurements {
  private final Player player;
  private final List<String> problems;
  private final Bootstrap bootstrap;

  PlayerMeasurements(Player player, Bootstrap bootstrap) {
    this.player = player;
    this.problems = List.copyOf(player.outcomes().keySet());
    this.bootstrap = bootstrap;
  }

  /** pass@k by both rules, for every k that there are samples for. */
  List<Measurement> passAt(List<Integer> ks) {
    List<Measurement> measurements = new ArrayList<>();
    for (int k : ks) {
      if (k <= player.samplesPerProblem()) {
        measurements.add(share(Metric.PASS_AT_K, "", k, passAt(k, Outcome::correct)));
        measurements.add(share(Metric.PASS_AT_K_PAPER, "", k, passAt(k, Outcome::correctPaper)));
      }
    }
    return measurements;
  }

  /** Accuracy at every budget of the axis that the completions suffice for. */
  List<Measurement> accuracy(CostAxis axis) {
    List<Measurement> measurements = new ArrayList<>();
    AccuracyCurve curve = axis.curves().get(player.name());
    if (curve == null) {
      return measurements;
    }
    for (double budget : axis.budgets()) {
      double undecided = curve.undecided(budget, problems);
      if (undecided <= SolvedWithin.UNDECIDED_LIMIT) {
        Estimate estimate = bootstrap.share(curve.at(budget, problems));
        measurements.add(measurement(axis.accuracy(), "", budget, estimate, undecided));
      }
    }
    return measurements;
  }

  /** Length, how completions ended, mistakes, errors. */
  List<Measurement> completions() {
    List<Measurement> measurements = new ArrayList<>();
    double[] tokens =
        values(
            problem ->
                outcomes(problem).stream().mapToInt(Outcome::tokens).average().orElseThrow());
    measurements.add(measurement(Metric.MEAN_TOKENS, "", 0, bootstrap.mean(tokens), 0));
    measurements.add(share(Metric.STOPPED_SHARE, "", 0, shareOf(Outcome::stopped)));
    mistakes().ifPresent(measurements::add);
    TreeSet<String> errors = new TreeSet<>();
    problems.forEach(
        problem -> outcomes(problem).forEach(outcome -> outcome.error().ifPresent(errors::add)));
    for (String error : errors) {
      measurements.add(
          share(
              Metric.ERROR_SHARE,
              error,
              0,
              shareOf(outcome -> outcome.error().equals(Optional.of(error)))));
    }
    return measurements;
  }

  private Optional<Measurement> mistakes() {
    double[] ofSolved =
        problems.stream()
            .map(player::mistakes)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .toArray();
    return ofSolved.length == 0
        ? Optional.empty()
        : Optional.of(measurement(Metric.MISTAKES, "", 0, bootstrap.mean(ofSolved), 0));
  }

  private Measurement share(
      Metric metric, String detail, double at, ToDoubleFunction<String> value) {
    return measurement(metric, detail, at, bootstrap.share(values(value)), 0);
  }

  private Measurement measurement(
      Metric metric, String detail, double at, Estimate estimate, double undecided) {
    return new Measurement(
        player.name(), metric, detail, at, estimate, player.samples(), undecided);
  }

  private ToDoubleFunction<String> passAt(int k, Predicate<Outcome> correct) {
    return problem ->
        PassAtK.estimate(
            outcomes(problem).size(), (int) outcomes(problem).stream().filter(correct).count(), k);
  }

  private ToDoubleFunction<String> shareOf(Predicate<Outcome> condition) {
    return problem ->
        (double) outcomes(problem).stream().filter(condition).count() / outcomes(problem).size();
  }

  private double[] values(ToDoubleFunction<String> value) {
    return problems.stream().mapToDouble(value).toArray();
  }

  private List<Outcome> outcomes(String problem) {
    return player.outcomes().get(problem);
  }
}
