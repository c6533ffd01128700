package dev.switchback.report;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Says in words how two models compare. */
final class PairFindings {
  private final Look first;
  private final Look second;
  private final Measurements measurements;
  private final String confidence;

  PairFindings(Look first, Look second, Measurements measurements, String confidence) {
    this.first = first;
    this.second = second;
    this.measurements = measurements;
    this.confidence = confidence;
  }

  /**
   * @param budget of the headline, in tokens
   */
  List<String> all(OptionalDouble budget) {
    List<String> texts = new ArrayList<>();
    budget.ifPresent(tokens -> atBudget(tokens).ifPresent(texts::add));
    ranges(Metric.DIFFERENCE_AT_TOKENS, "Across budgets of generated tokens", Wording::whole)
        .ifPresent(texts::add);
    ranges(
            Metric.DIFFERENCE_AT_FLOPS,
            "Across budgets of floating-point operations",
            Wording::operations)
        .ifPresent(texts::add);
    return texts;
  }

  private Optional<String> atBudget(double budget) {
    return measurements
        .difference(first, second, Metric.DIFFERENCE_AT_TOKENS, budget)
        .map(
            estimate ->
                "The difference at %s tokens, %s minus %s, is %s on the same %s problems (%s paired bootstrap interval%s)."
                    .formatted(
                        Wording.whole(budget),
                        first.label(),
                        second.label(),
                        Wording.points(estimate),
                        Wording.whole(estimate.problems()),
                        confidence,
                        mcNemar(budget)));
  }

  private String mcNemar(double budget) {
    return measurements
        .difference(first, second, Metric.MCNEMAR_AT_TOKENS, budget)
        .map(
            p ->
                "; McNemar’s exact test with completions in drawn order, "
                    + Wording.probability(p.value()))
        .orElse("");
  }

  /** Who leads in which stretches of the axis. */
  private Optional<String> ranges(Metric metric, String across, DoubleFunction<String> wording) {
    List<Measurement> rows = measurements.of(first.player(), second.player(), metric);
    if (rows.size() < 2) {
      return Optional.empty();
    }
    List<String> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || sign(rows.get(i)) != sign(rows.get(from))) {
        if (sign(rows.get(from)) != 0) {
          stretches.add(stretch(rows.get(from), rows.get(i - 1), wording));
        }
        from = i;
      }
    }
    String measured =
        wording.apply(rows.get(0).at()) + " to " + wording.apply(rows.get(rows.size() - 1).at());
    boolean everywhere = rows.stream().allMatch(row -> sign(row) == sign(rows.get(0)));
    if (everywhere && !stretches.isEmpty()) {
      return Optional.of("%s (%s), %s.".formatted(across, measured, stretches.get(0)));
    }
    return Optional.of(
        stretches.isEmpty()
            ? "%s (%s), the two cannot be told apart: the interval of the difference always includes zero."
                .formatted(across, measured)
            : "%s (%s), %s; elsewhere the interval of the difference includes zero."
                .formatted(across, measured, Wording.list(stretches)));
  }

  private String stretch(Measurement from, Measurement to, DoubleFunction<String> wording) {
    String leader = sign(from) > 0 ? first.label() : second.label();
    return from.at() == to.at()
        ? "%s leads at %s".formatted(leader, wording.apply(from.at()))
        : "%s leads from %s to %s"
            .formatted(leader, wording.apply(from.at()), wording.apply(to.at()));
  }

  private static int sign(Measurement row) {
    Estimate estimate = row.estimate();
    return estimate.excludesZero() ? (int) Math.signum(estimate.value()) : 0;
  }
}
