package dev.switchback.report;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.Finding.Weight;
import dev.switchback.report.Look.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Says in words what the measurements show. Two players are said to differ only where the interval
 * of their paired difference excludes zero.
 */
final class Findings {
  private final Cast cast;
  private final List<Look> compared;
  private final Measurements measurements;
  private final List<Integer> budgets;
  private final Evidence evidence;

  /**
   * @param compared the one or two models that the headline is about
   * @param budgets generated tokens that the experiment asks for
   * @param evidence the kind of the intervals
   */
  Findings(
      Cast cast,
      List<Look> compared,
      Measurements measurements,
      List<Integer> budgets,
      Evidence evidence) {
    this.cast = cast;
    this.compared = List.copyOf(compared);
    this.measurements = measurements;
    this.budgets = List.copyOf(budgets);
    this.evidence = evidence;
  }

  /** The largest budget asked for that every model's completions suffice for. */
  OptionalDouble budget() {
    return budgets.stream()
        .mapToDouble(budget -> budget)
        .filter(
            budget -> cast.models().stream().allMatch(model -> accuracy(model, budget).isPresent()))
        .max();
  }

  List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    budget()
        .ifPresent(
            budget ->
                cast.looks()
                    .forEach(
                        look ->
                            accuracy(look, budget)
                                .ifPresent(estimate -> standings.add(standing(look, estimate)))));
    return standings;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    budget()
        .ifPresent(
            budget ->
                findings.add(
                    new Finding(
                        Weight.HEADLINE,
                        new Headline(cast, compared, measurements, budget).text())));
    for (Pair pair : Pair.all(cast)) {
      PairFindings words = new PairFindings(pair, measurements, evidence);
      budget()
          .ifPresent(
              budget ->
                  words
                      .atBudget(budget)
                      .ifPresent(text -> findings.add(new Finding(Weight.RESULT, text))));
    }
    budget()
        .ifPresent(
            budget ->
                againstReferences(budget)
                    .forEach(text -> findings.add(new Finding(Weight.RESULT, text))));
    passAt().forEach(text -> findings.add(new Finding(Weight.RESULT, text)));
    new Limits(cast, measurements, budgets)
        .all()
        .forEach(text -> findings.add(new Finding(Weight.LIMIT, text)));
    return findings;
  }

  private List<String> againstReferences(double budget) {
    List<String> texts = new ArrayList<>();
    for (Look reference : cast.references()) {
      List<String> parts = new ArrayList<>();
      for (Look model : cast.models()) {
        measurements
            .difference(model, reference, Metric.DIFFERENCE_AT_TOKENS, budget)
            .ifPresent(estimate -> parts.add(model.label() + " " + Wording.points(estimate)));
      }
      if (!parts.isEmpty()) {
        texts.add(
            String.format(
                Locale.ROOT,
                "Against %s at %s tokens, on the same problems: %s.",
                reference.label(),
                Wording.whole(budget),
                Wording.list(parts)));
      }
    }
    return texts;
  }

  private List<String> passAt() {
    double[] ks =
        cast.models().stream()
            .flatMap(model -> measurements.of(model, Metric.PASS_AT_K).stream())
            .mapToDouble(Measurement::at)
            .toArray();
    List<String> texts = new ArrayList<>();
    DoubleStream.of(DoubleStream.of(ks).min().orElse(1), DoubleStream.of(ks).max().orElse(1))
        .distinct()
        .forEach(k -> passAt(k).ifPresent(texts::add));
    return texts;
  }

  private Optional<String> passAt(double k) {
    List<String> parts = new ArrayList<>();
    for (Look look : cast.looks()) {
      measurements
          .at(look, Metric.PASS_AT_K, k)
          .filter(estimate -> look.role() == Role.MODEL || draws(look))
          .ifPresent(estimate -> parts.add(look.label() + " " + Wording.share(estimate)));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (k == 1
                    ? "One completion alone is correct (pass@1): "
                    : String.format(
                        Locale.ROOT,
                        "One of %s completions is correct (pass@%1$s): ",
                        Wording.whole(k)))
                + Wording.list(parts)
                + ".");
  }

  /** Whether a player has more than one completion of a problem. */
  private boolean draws(Look look) {
    return measurements.of(look, Metric.PASS_AT_K).size() > 1;
  }

  private Optional<Estimate> accuracy(Look look, double budget) {
    return measurements.at(look, Metric.ACCURACY_AT_TOKENS, budget);
  }

  private static Standing standing(Look look, Estimate estimate) {
    return new Standing(
        look, estimate.value(), estimate.low(), estimate.high(), Wording.share(estimate));
  }
}
