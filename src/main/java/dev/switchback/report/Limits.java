package dev.switchback.report;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says in words what the measurements do not tell. */
final class Limits {
  private static final double MOSTLY = 0.95;

  private final Cast cast;
  private final Measurements measurements;
  private final List<Integer> budgets;

  Limits(Cast cast, Measurements measurements, List<Integer> budgets) {
    this.cast = cast;
    this.measurements = measurements;
    this.budgets = budgets;
  }

  List<String> all() {
    List<String> texts = new ArrayList<>();
    texts.add(
        "Each model was trained once. The intervals tell how far the choice of problems could"
            + " mislead, not how another training run would have come out.");
    for (Look model : cast.models()) {
      measurements.of(model, Metric.STOPPED_SHARE).stream()
          .filter(row -> row.estimate().value() < MOSTLY)
          .forEach(row -> texts.add(cut(model, row)));
      measurements.of(model, Metric.ACCURACY_AT_TOKENS).stream()
          .max(Comparator.comparingDouble(Measurement::at))
          .filter(row -> row.at() < budgets.stream().mapToInt(b -> b).max().orElse(0))
          .ifPresent(row -> texts.add(ends(model, row)));
    }
    return texts;
  }

  private static String cut(Look model, Measurement stopped) {
    return String.format(
        Locale.ROOT,
        "%s of the completions of %s were cut at their limit of tokens before they ended.",
        Wording.percentWithDigit(1 - stopped.estimate().value()),
        model.label());
  }

  private static String ends(Look model, Measurement last) {
    return String.format(
        Locale.ROOT,
        "The completions drawn from %s suffice for budgets up to %s tokens; beyond, its accuracy is"
            + " not known.",
        model.label(),
        Wording.whole(last.at()));
  }
}
