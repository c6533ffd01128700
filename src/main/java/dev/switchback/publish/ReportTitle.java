package dev.switchback.publish;

import dev.switchback.experiment.Experiment;
import dev.switchback.family.Family;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.run.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands at the top of a report: what was run. */
public final class ReportTitle {
  private final Experiment experiment;
  private final Family family;

  public ReportTitle(Run run) {
    this.experiment = run.experiment();
    this.family = run.family();
  }

  public String title() {
    if (!experiment.report().title().isEmpty()) {
      return experiment.report().title();
    }
    String models = String.join(" against ", experiment.models().keySet());
    return models.substring(0, 1).toUpperCase(Locale.ROOT)
        + models.substring(1)
        + ": "
        + experiment.name();
  }

  /** The problems, and what each model that was measured made of how many of them. */
  public String subtitle(List<Measurement> measurements) {
    return String.format(
        Locale.ROOT,
        "%s. %s.",
        family.description(),
        experiment.models().keySet().stream()
            .map(model -> sampled(model, measurements))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; ")));
  }

  private Optional<String> sampled(String model, List<Measurement> measurements) {
    return measurements.stream()
        .filter(row -> row.player().equals(model) && row.metric() == Metric.PASS_AT_K)
        .filter(row -> row.stratum().equals(Stratum.ALL))
        .findFirst()
        .map(row -> sampled(model, row.estimate().problems(), row.samples()));
  }

  private String sampled(String model, int problems, long samples) {
    long each = samples / problems;
    return String.format(
        Locale.ROOT,
        "%,d %s of each of %,d %s problems by %s",
        each,
        each == 1 ? "completion" : "completions",
        problems,
        experiment.models().get(model).sampling().split(),
        model);
  }
}
