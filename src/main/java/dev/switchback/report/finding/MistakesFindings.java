package dev.switchback.report.finding;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.ReportPlayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words which of two models makes more mistakes. */
public final class MistakesFindings {
  private final ReportPlayers players;
  private final Measurements measurements;

  public MistakesFindings(ReportPlayers players, Measurements measurements) {
    this.players = players;
    this.measurements = measurements;
  }

  public List<String> all() {
    return ModelPair.all(players).stream().map(this::of).flatMap(Optional::stream).toList();
  }

  /** Of two models, in the order in which they are measured. */
  public Optional<String> of(ModelPair pair) {
    Optional<Estimate> more = figure(pair, Metric.MORE_MISTAKES);
    Optional<Estimate> fewer = figure(pair, Metric.FEWER_MISTAKES);
    if (more.isEmpty() || fewer.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "On the %s problems that both solve, %s makes more mistakes than %s on %s and fewer on"
                + " %s%s.",
            Formats.whole(more.get().problems()),
            pair.first().label(),
            pair.second().label(),
            Formats.share(more.get()),
            Formats.share(fewer.get()),
            tests(pair)));
  }

  private String tests(ModelPair pair) {
    List<String> parts = new ArrayList<>();
    figure(pair, Metric.MISTAKES_SIGN_TEST)
        .ifPresent(p -> parts.add("sign test " + Formats.probability(p.value())));
    figure(pair, Metric.MISTAKES_WILCOXON)
        .ifPresent(p -> parts.add("Wilcoxon " + Formats.probability(p.value())));
    figure(pair, Metric.MISTAKES_EFFECT)
        .ifPresent(effect -> parts.add("effect " + Formats.correlation(effect)));
    figure(pair, Metric.MISTAKES_CORRELATION)
        .ifPresent(rho -> parts.add("rank correlation of the two " + Formats.correlation(rho)));
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }

  private Optional<Estimate> figure(ModelPair pair, Metric metric) {
    return measurements.difference(pair.first(), pair.second(), metric, 0);
  }
}
