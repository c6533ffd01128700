package dev.switchback.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What has to hold for models that one experiment compares. */
final class ComparedModels {
  private static final String NAME = "[a-z0-9][a-z0-9-]*";

  /** Players of the evaluation that are no models, whose names a model may not take. */
  private static final Set<String> REFERENCE_PLAYERS =
      Set.of(
          "random-play",
          "dfs-sum",
          "dfs-mult",
          "stacked-dfs",
          "strategy",
          "naive",
          "router",
          "surface-router",
          "oracle-router",
          "halved-oracle-router");

  private ComparedModels() {}

  static void require(
      Requirements requirements,
      Map<String, ModelSettings> models,
      ProblemSettings problems,
      EvaluationSettings evaluation) {
    models.forEach(
        (name, model) -> {
          requireName(requirements, name);
          requireProblems(requirements, name, model.sampling(), problems);
          requireSameProblems(requirements, name, model.sampling(), models);
          requireSearches(requirements, name, model, problems.family());
          requireSameSearches(requirements, name, model, models);
          if (!model.trained()) {
            requireWeights(requirements, name, model, models);
          }
        });
    int samples =
        models.values().stream().mapToInt(model -> model.sampling().samples()).max().orElse(0);
    int largest = evaluation.passAt().stream().mapToInt(k -> k).max().orElse(0);
    requirements.that(
        models.isEmpty() || largest <= samples,
        "evaluation.pass-at",
        evaluation.passAt(),
        "at most " + samples + ", the most samples any model draws; raise sampling.samples");
  }

  private static void requireName(Requirements requirements, String name) {
    requirements.that(
        name.matches(NAME) && !REFERENCE_PLAYERS.contains(name),
        "models." + name,
        "{..}",
        "a name of small letters, digits and hyphens that is no reference player's ("
            + String.join(", ", REFERENCE_PLAYERS.stream().sorted().toList())
            + ")");
  }

  private static void requireProblems(
      Requirements requirements, String name, SamplingSettings sampling, ProblemSettings problems) {
    long rows = problems.rows(sampling.split());
    requirements.that(
        rows > 0,
        "models." + name + ".sampling.split",
        sampling.split(),
        "a split that has problems");
    requirements.that(
        rows == 0 || sampling.problems() <= rows,
        "models." + name + ".sampling.problems",
        sampling.problems(),
        "at most problems." + sampling.split() + " = " + rows);
  }

  private static void requireSameProblems(
      Requirements requirements,
      String name,
      SamplingSettings sampling,
      Map<String, ModelSettings> models) {
    SamplingSettings other = models.values().iterator().next().sampling();
    String reason = " as another model has: they are compared on the same problems";
    requirements.that(
        sampling.split().equals(other.split()),
        "models." + name + ".sampling.split",
        sampling.split(),
        other.split() + reason);
    requirements.that(
        sampling.problems() == other.problems(),
        "models." + name + ".sampling.problems",
        sampling.problems(),
        other.problems() + reason);
  }

  private static void requireSearches(
      Requirements requirements, String name, ModelSettings model, String family) {
    requirements.that(
        model.style().allows(family, model.mixture().weights().keySet()),
        "models." + name + ".searches",
        model.searches() + " for the style " + model.style().key(),
        model.style().allowed(family));
  }

  private static void requireWeights(
      Requirements requirements,
      String name,
      ModelSettings model,
      Map<String, ModelSettings> models) {
    ModelSettings other = models.get(model.weightsOf());
    String key = "models." + name;
    requirements.that(
        other != null && other.trained(),
        key + ".weights-of",
        model.weightsOf(),
        "the name of a model of this experiment that has a training of its own");
    if (other != null) {
      String reason = " as models." + model.weightsOf() + " has, whose weights it is";
      requirements.that(
          model.style() == other.style(),
          key + ".style",
          model.style().key(),
          other.style().key() + reason);
      Map<String, Object> expected = ofWeights(other);
      ofWeights(model)
          .forEach(
              (setting, value) ->
                  requirements.that(
                      value.equals(expected.get(setting)),
                      key + "." + setting,
                      value,
                      expected.get(setting) + reason));
    }
  }

  /** The settings that a model's weights depend on, by key. */
  private static Map<String, Object> ofWeights(ModelSettings model) {
    Map<String, Object> settings = new LinkedHashMap<>();
    EffectiveConfiguration.values(model).stream()
        .filter(value -> value.key().affects() == Affects.MODEL)
        .forEach(value -> settings.put(value.path(), value.value()));
    return settings;
  }

  /** The traces of a style are one table. */
  private static void requireSameSearches(
      Requirements requirements,
      String name,
      ModelSettings model,
      Map<String, ModelSettings> models) {
    models.values().stream()
        .filter(other -> other.style() == model.style())
        .findFirst()
        .ifPresent(
            other ->
                requirements.that(
                    model.mixture().equals(other.mixture()),
                    "models." + name + ".searches",
                    model.searches(),
                    other.searches()
                        + " as another model of its style has; give each its own run"));
  }
}
