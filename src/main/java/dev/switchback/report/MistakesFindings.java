package dev.switchback.report;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words which of two models makes more mistakes. */
final class MistakesFindings {
  private final Cast cast;
  private final Measurements measurements;

  MistakesFindings(Cast cast, Measurements measurements) {
    this.cast = cast;
    this.measurements = measurements;
  }

  List<String> all() {
    return Pair.all(cast).stream().map(this::text).flatMap(Optional::stream).toList();
  }

  private Optional<String> text(Pair pair) {
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
            Wording.whole(more.get().problems()),
            pair.first().label(),
            pair.second().label(),
            Wording.share(more.get()),
            Wording.share(fewer.get()),
            tests(pair)));
  }

  private String tests(Pair pair) {
    List<String> parts = new ArrayList<>();
    figure(pair, Metric.MISTAKES_SIGN_TEST)
        .ifPresent(p -> parts.add("sign test " + Wording.probability(p.value())));
    figure(pair, Metric.MISTAKES_WILCOXON)
        .ifPresent(p -> parts.add("Wilcoxon " + Wording.probability(p.value())));
    figure(pair, Metric.MISTAKES_EFFECT)
        .ifPresent(effect -> parts.add("effect " + Wording.correlation(effect)));
    figure(pair, Metric.MISTAKES_CORRELATION)
        .ifPresent(rho -> parts.add("rank correlation of the two " + Wording.correlation(rho)));
    return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
  }

  private Optional<Estimate> figure(Pair pair, Metric metric) {
    return measurements.difference(pair.first(), pair.second(), metric, 0);
  }
}
