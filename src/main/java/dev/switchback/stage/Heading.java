package dev.switchback.stage;

import dev.switchback.config.Experiment;
import dev.switchback.dataset.Family;
import dev.switchback.metric.Player;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands at the top of a report: what was run. */
final class Heading {
  private final Experiment experiment;

  Heading(Experiment experiment) {
    this.experiment = experiment;
  }

  String title() {
    if (!experiment.report().title().isEmpty()) {
      return experiment.report().title();
    }
    String models = String.join(" against ", experiment.models().keySet());
    return models.substring(0, 1).toUpperCase(Locale.ROOT)
        + models.substring(1)
        + ": "
        + experiment.name();
  }

  String subtitle(List<Player> models) {
    return String.format(
        Locale.ROOT,
        "%s. %s.",
        Family.of(experiment.problems(), experiment.seed()).description(),
        models.stream().map(this::sampled).collect(Collectors.joining("; ")));
  }

  private String sampled(Player model) {
    int samples = model.samplesPerProblem();
    return String.format(
        Locale.ROOT,
        "%,d %s of each of %,d %s problems by %s",
        samples,
        samples == 1 ? "completion" : "completions",
        model.outcomes().size(),
        experiment.models().get(model.name()).sampling().split(),
        model.name());
  }
}
