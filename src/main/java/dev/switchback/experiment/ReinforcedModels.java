package dev.switchback.experiment;

import dev.switchback.config.Requirements;
import dev.switchback.family.ProblemSettings;
import dev.switchback.puzzle.Split;
import java.util.Map;

/** What has to hold for a model that goes on from another, trained by rewards. */
final class ReinforcedModels {
  private ReinforcedModels() {}

  static void require(
      Requirements requirements,
      String name,
      Map<String, ModelSettings> models,
      ProblemSettings problems) {
    ModelSettings model = models.get(name);
    ModelSettings base = models.get(model.reinforcedFrom());
    String key = "models." + name;
    requirements.that(
        base != null && base.trained(),
        key + ".reinforced-from",
        model.reinforcedFrom(),
        "the name of a model of this experiment that is trained on traces");
    requireProblems(requirements, key + ".grpo.prompts", model.grpo(), problems);
    if (base != null) {
      requireSameModel(requirements, key, model, base);
    }
  }

  private static void requireProblems(
      Requirements requirements, String key, GrpoSettings settings, ProblemSettings problems) {
    long rows = problems.rows(Split.TRAIN.key());
    int needed = settings.prompts() + settings.monitoring().problems();
    requirements.that(
        needed <= rows,
        key,
        settings.prompts(),
        "with monitoring.problems = "
            + settings.monitoring().problems()
            + " at most problems.train = "
            + rows);
  }

  private static void requireSameModel(
      Requirements requirements, String key, ModelSettings model, ModelSettings base) {
    String reason = " as models." + model.reinforcedFrom() + " has, from which it goes on";
    requirements
        .that(
            model.style() == base.style(),
            key + ".style",
            model.style().key(),
            base.style().key() + reason)
        .that(
            model.searches().equals(base.searches()),
            key + ".searches",
            model.searches(),
            base.searches() + reason)
        .that(
            model.architecture().equals(base.architecture()),
            key + ".architecture",
            model.architecture(),
            base.architecture() + reason)
        .that(
            base.replicates() == 1 || base.replicates() == model.replicates(),
            key + ".replicates",
            model.replicates(),
            base.replicates() + reason + ", or one training of that");
  }
}
