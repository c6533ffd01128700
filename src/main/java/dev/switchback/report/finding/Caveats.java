package dev.switchback.report.finding;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Says in words what the measurements do not tell. */
final class Caveats {
  private static final double MOSTLY = 0.95;

  private final ReportPlayers players;
  private final Measurements measurements;
  private final List<Integer> budgets;

  Caveats(ReportPlayers players, Measurements measurements, List<Integer> budgets) {
    this.players = players;
    this.measurements = measurements;
    this.budgets = budgets;
  }

  List<String> all() {
    List<String> texts = new ArrayList<>();
    texts.add(
        "Each model was trained once. The intervals tell how far the choice of problems could"
            + " mislead, not how another training run would have come out.");
    for (PlayerStyle model : players.models()) {
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

  private static String cut(PlayerStyle model, Measurement stopped) {
    return String.format(
        Locale.ROOT,
        "%s of the completions of %s were cut at their limit of tokens before they ended.",
        Formats.percentWithDigit(1 - stopped.estimate().value()),
        model.label());
  }

  private static String ends(PlayerStyle model, Measurement last) {
    return String.format(
        Locale.ROOT,
        "The completions drawn from %s suffice for budgets up to %s tokens; beyond, its accuracy is"
            + " not known.",
        model.label(),
        Formats.whole(last.at()));
  }
}
