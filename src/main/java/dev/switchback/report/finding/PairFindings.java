package dev.switchback.report.finding;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words how two models compare at equal compute. */
public final class PairFindings {
  private final PlayerStyle first;
  private final PlayerStyle second;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;

  public PairFindings(ModelPair pair, Measurements measurements, SampleSizes sampleSizes) {
    this.first = pair.first();
    this.second = pair.second();
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
  }

  /** Who leads in which stretches of each axis. */
  public List<String> stretches() {
    return Arrays.stream(BudgetUnit.values())
        .map(this::stretches)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Who leads on the whole, and where the lead changes. */
  public List<String> overall() {
    return Arrays.stream(BudgetUnit.values()).map(this::overall).flatMap(Optional::stream).toList();
  }

  private Optional<String> overall(BudgetUnit compute) {
    return measurements.of(first, second, compute.area()).stream()
        .map(Measurement::estimate)
        .findFirst()
        .map(
            area ->
                String.format(
                    Locale.ROOT,
                    "Over all budgets of %s that both reach, %s minus %s is %s on average%s.",
                    compute.words(),
                    first.label(),
                    second.label(),
                    Formats.points(area),
                    crossover(compute)));
  }

  private String crossover(BudgetUnit compute) {
    return measurements
        .ofBoth(first, second, compute.crossover())
        .map(
            at ->
                String.format(
                    Locale.ROOT,
                    "; the lead last changes at %s (%s to %s)",
                    compute.budget(at.value()),
                    end(compute, at.low()),
                    end(compute, at.high())))
        .orElse("");
  }

  private static String end(BudgetUnit compute, double budget) {
    return Double.isFinite(budget) ? compute.budget(budget) : "beyond what was measured";
  }

  /** The difference at one budget of generated tokens, with its test. */
  Optional<String> atBudget(double budget) {
    return measurements
        .difference(first, second, Metric.DIFFERENCE_AT_TOKENS, budget)
        .map(
            estimate ->
                String.format(
                    Locale.ROOT,
                    "The difference at %s tokens, %s minus %s, is %s on the same %s problems"
                        + " (%s%s).",
                    Formats.whole(budget),
                    first.label(),
                    second.label(),
                    Formats.points(estimate),
                    Formats.whole(estimate.problems()),
                    sampleSizes.paired(),
                    mcNemar(budget)));
  }

  private String mcNemar(double budget) {
    return measurements
        .difference(first, second, Metric.MCNEMAR_AT_TOKENS, budget)
        .map(
            p ->
                "; McNemar’s exact test with completions in drawn order, "
                    + Formats.probability(p.value()))
        .orElse("");
  }

  private Optional<String> stretches(BudgetUnit compute) {
    List<Measurement> rows = measurements.of(first, second, compute.difference());
    if (rows.size() < 2) {
      return Optional.empty();
    }
    String across =
        String.format(
            Locale.ROOT,
            "Across budgets of %s (%s to %s)",
            compute.words(),
            compute.budget(rows.get(0).at()),
            compute.budget(rows.get(rows.size() - 1).at()));
    List<String> stretches = led(rows, compute);
    boolean everywhere = rows.stream().allMatch(row -> sign(row) == sign(rows.get(0)));
    if (everywhere && !stretches.isEmpty()) {
      return Optional.of(String.format(Locale.ROOT, "%s, %s.", across, stretches.get(0)));
    }
    return Optional.of(
        stretches.isEmpty()
            ? String.format(
                Locale.ROOT,
                "%s, %s and %s cannot be told apart: the interval of the difference always includes"
                    + " zero.",
                across,
                first.label(),
                second.label())
            : String.format(
                Locale.ROOT,
                "%s, %s; elsewhere the interval of the difference includes zero.",
                across,
                Formats.list(stretches)));
  }

  /** The stretches of budgets in which the interval lies on one side of zero. */
  private List<String> led(List<Measurement> rows, BudgetUnit compute) {
    List<String> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= rows.size(); i++) {
      if (i == rows.size() || sign(rows.get(i)) != sign(rows.get(from))) {
        if (sign(rows.get(from)) != 0) {
          stretches.add(stretch(rows.get(from), rows.get(i - 1), compute));
        }
        from = i;
      }
    }
    return stretches;
  }

  private String stretch(Measurement from, Measurement to, BudgetUnit compute) {
    PlayerStyle leader = sign(from) > 0 ? first : second;
    PlayerStyle other = sign(from) > 0 ? second : first;
    String leads = leader.label() + " leads " + other.label();
    return from.at() == to.at()
        ? String.format(Locale.ROOT, "%s at %s", leads, compute.budget(from.at()))
        : String.format(
            Locale.ROOT,
            "%s from %s to %s",
            leads,
            compute.budget(from.at()),
            compute.budget(to.at()));
  }

  private static int sign(Measurement row) {
    Estimate estimate = row.estimate();
    return estimate.excludesZero() ? (int) Math.signum(estimate.value()) : 0;
  }
}
