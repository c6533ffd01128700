package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.config.Requirements;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.SearchMixture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to hold for models that one experiment compares. */
final class ComparedModels {
  private static final String NAME = "[a-z0-9][a-z0-9-]*";

  /** Players of the evaluation that are no models, whose names a model may not take. */
  private static final Set<String> RESERVED =
      Stream.concat(
              Stream.of(
                  ReservedNames.RANDOM_PLAY,
                  ReservedNames.ROUTER,
                  ReservedNames.SURFACE_ROUTER,
                  ReservedNames.ORACLE_ROUTER,
                  ReservedNames.HALVED_ORACLE_ROUTER),
              PuzzleFamilies.referenceSearches())
          .collect(Collectors.toCollection(TreeSet::new));

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
          requireTuningProblems(requirements, name, model, problems);
          requireSameProblems(requirements, name, model.sampling(), models);
          requireSearches(requirements, name, model, problems);
          requireSameSearches(requirements, name, model, models, problems.puzzles().searches());
          if (!model.reuseWeightsFrom().isEmpty()) {
            requireWeights(requirements, name, model, models);
          }
          if (model.reinforced()) {
            ReinforcedModels.require(requirements, name, models, problems);
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
        name.matches(NAME) && !RESERVED.contains(name),
        "models." + name,
        "{..}",
        "a name of small letters, digits and hyphens that is no reference player's ("
            + String.join(", ", RESERVED)
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

  /** Settings are chosen by tuning problems, so that none of them may be reported on. */
  private static void requireTuningProblems(
      Requirements requirements, String name, ModelSettings model, ProblemSettings problems) {
    long rows = problems.rows(Split.VALIDATION.key());
    int tuning = model.trained() ? model.training().validation().tuningProblems() : 0;
    long left = rows - model.sampling().reported(Split.VALIDATION, rows);
    requirements.that(
        tuning <= left,
        "models." + name + ".training.validation.tuning-problems",
        tuning,
        "at most "
            + left
            + ", the problems of the validation split that models are not sampled on; raise"
            + " problems.validation, and set sampling.problems");
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
      Requirements requirements, String name, ModelSettings model, ProblemSettings problems) {
    String key = "models." + name + ".searches";
    SearchCatalogue family = problems.puzzles().searches();
    requirements
        .that(
            model.searches().stream().allMatch(entry -> SearchMixture.isEntry(entry, family)),
            key,
            model.searches(),
            "only "
                + family.names()
                + ", which the family "
                + problems.family()
                + " has, each with a weight from 1 to 9999 before it or none")
        .that(
            SearchMixture.areDistinct(model.searches(), family),
            key,
            model.searches(),
            "each search once")
        .that(
            family.allows(model.style(), model.mixture(family)),
            key,
            model.searches() + " for the style " + model.style().key(),
            "a style of the family " + problems.family() + ": " + family.allowed());
  }

  private static void requireWeights(
      Requirements requirements,
      String name,
      ModelSettings model,
      Map<String, ModelSettings> models) {
    ModelSettings other = models.get(model.reuseWeightsFrom());
    String key = "models." + name;
    requirements.that(
        other != null && other.reuseWeightsFrom().isEmpty(),
        key + ".reuse-weights-from",
        model.reuseWeightsFrom(),
        "the name of a model of this experiment that has a training of its own");
    if (other != null) {
      String reason = " as models." + model.reuseWeightsFrom() + " has, whose weights it is";
      requirements.that(
          model.replicates() == other.replicates(),
          key + ".replicates",
          model.replicates(),
          other.replicates() + reason);
      requirements.that(
          model.style() == other.style(),
          key + ".style",
          model.style().key(),
          other.style().key() + reason);
      Affects weights = other.reinforced() ? Affects.REINFORCEMENT : Affects.MODEL;
      Map<String, Object> expected = settings(other, weights);
      settings(model, weights)
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
  private static Map<String, Object> settings(ModelSettings model, Affects weights) {
    Map<String, Object> settings = new LinkedHashMap<>();
    EffectiveConfiguration.values(model).stream()
        .filter(value -> value.key().affects() == weights)
        .forEach(value -> settings.put(value.path(), value.value()));
    return settings;
  }

  /** The traces of a style are one table. */
  private static void requireSameSearches(
      Requirements requirements,
      String name,
      ModelSettings model,
      Map<String, ModelSettings> models,
      SearchCatalogue family) {
    models.values().stream()
        .filter(other -> other.traces(family).equals(model.traces(family)))
        .findFirst()
        .ifPresent(
            other ->
                requirements.that(
                    model.mixture(family).equals(other.mixture(family)),
                    "models." + name + ".searches",
                    model.searches(),
                    other.searches()
                        + " as another model of its style has; give each its own run"));
  }
}
