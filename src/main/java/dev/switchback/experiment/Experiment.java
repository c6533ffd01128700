package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import dev.switchback.family.ProblemSettings;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.TraceStyle;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A whole experiment: everything a run is made from. */
public record Experiment(
    @Key(
            affects = Affects.REPORT,
            doc = "The run's name and folder: small letters, digits, points and hyphens.")
        String name,
    @Key(
            value = "runs",
            affects = Affects.MAKING,
            doc = "Folder of all runs, on any Hadoop file system; the run lies in its folder NAME.")
        String runs,
    @Key(
            value = "42",
            affects = Affects.EVERYTHING,
            doc = "Seed of every random draw of the run, any whole number.")
        long seed,
    @Key(
            value = "[generate, train, grpo, sample, evaluate, report]",
            affects = Affects.MAKING,
            doc =
                "Stages that `run` goes through, in this order; grpo trains the models that have"
                    + " reinforced-from.")
        List<StageName> stages,
    @Key(affects = Affects.PROBLEMS, doc = "Which problems are made.") ProblemSettings problems,
    @Key(
            value = "{}",
            doc =
                "The models that are compared, by name; at least one, unless only data are made:"
                    + " stages = [generate] and problems.styles.")
        Map<String, ModelSettings> models,
    @Key(affects = Affects.FIGURES, doc = "What is measured.") EvaluationSettings evaluation,
    @Key(affects = Affects.REPORT, doc = "What the report shows.") ReportSettings report,
    @Key(affects = Affects.MAKING, doc = "Settings of Spark itself.") SparkSettings spark)
    implements Serializable {
  private static final String NAME = "[a-z0-9][a-z0-9.-]*";

  /**
   * @throws ConfigurationException with every value that does not fit the others
   */
  public Experiment {
    stages = List.copyOf(stages);
    Map<String, ModelSettings> completed = new LinkedHashMap<>(models);
    completed.replaceAll((model, settings) -> settings.withSearches(problems.puzzles().searches()));
    models = Collections.unmodifiableMap(completed);
    Requirements requirements = new Requirements();
    requirements
        .that(
            name.matches(NAME),
            "name",
            Requirements.quoted(name),
            "small letters, digits, points and hyphens")
        .that(!runs.isBlank(), "runs", Requirements.quoted(runs), "a folder")
        .that(inOrder(stages), "stages", keys(stages), "stages in the order of a run, each once")
        .that(
            !models.isEmpty() || onlyData(stages, problems),
            "models",
            "{}",
            "at least one model, or stages = [generate] and problems.styles");
    requirements.that(
        !report.compareWith().contains(name),
        "report.compare-with",
        report.compareWith(),
        "other runs than " + name + " itself");
    ComparedModels.require(requirements, models, problems, evaluation);
    requirements.check();
  }

  /**
   * What problems are written down as: the searches of each style, by the name of its traces; none
   * for direct solutions. Models of one style all learn from the same, but that terse solutions are
   * traces of their own.
   */
  public Map<String, SearchMixture> styles() {
    Map<String, SearchMixture> styles = new TreeMap<>();
    for (TraceStyle style : problems.styles()) {
      styles.put(style.key(), SearchMixture.of(searches().usual(style), searches()));
    }
    models
        .values()
        .forEach(model -> styles.put(model.traces(searches()), model.mixture(searches())));
    return styles;
  }

  /** The searches of the family. */
  public SearchCatalogue searches() {
    return problems.puzzles().searches();
  }

  /** Names of all trainings on traces: of the models that have one, as often as it is trained. */
  public List<String> trained() {
    return sampled().stream().filter(name -> settings(name).trained()).toList();
  }

  /** Names of all trainings by rewards, in the same way. */
  public List<String> reinforced() {
    return sampled().stream().filter(name -> settings(name).reinforced()).toList();
  }

  /**
   * The name of the training that a reinforced model goes on from: of the same number, or the only
   * one.
   *
   * @param name of the reinforced model, or of one of its replicates
   */
  public String base(String name) {
    String model = settings(name).reinforcedFrom();
    boolean one = models.get(model).replicates() == 1;
    return training(new Replicate(model, one ? 1 : Replicate.of(name).number()).name());
  }

  /**
   * Names of the models whose chances of success are computed: those that answer at once, before
   * and after rewards, if their family lists all answers, and if completions are drawn from the
   * whole distribution.
   */
  public List<String> exactlyScored() {
    return models.values().stream()
        .filter(ModelSettings::reinforced)
        .map(ModelSettings::reinforcedFrom)
        .distinct()
        .flatMap(
            base ->
                models.keySet().stream()
                    .filter(
                        name ->
                            name.equals(base) || models.get(name).reinforcedFrom().equals(base)))
        .filter(name -> problems.puzzles().listsAnswers() && isExactlyScored(models.get(name)))
        .toList();
  }

  private boolean isExactlyScored(ModelSettings model) {
    return model.answersAtOnce(searches()) && model.sampling().drawsFromAllTokens();
  }

  /** Names under which completions are drawn: of all models, each as often as it is trained. */
  public List<String> sampled() {
    return models.entrySet().stream()
        .flatMap(model -> Replicate.all(model.getKey(), model.getValue()).stream())
        .map(Replicate::name)
        .toList();
  }

  /**
   * The settings of a model.
   *
   * @param name of the model or of one of its replicates
   */
  public ModelSettings settings(String name) {
    return models.get(Replicate.of(name).model());
  }

  /**
   * The name of the training whose weights a model has, which is its own or another's.
   *
   * @param name of the model or of one of its replicates
   */
  public String training(String name) {
    ModelSettings settings = settings(name);
    return settings.reuseWeightsFrom().isEmpty()
        ? name
        : new Replicate(settings.reuseWeightsFrom(), Replicate.of(name).number()).name();
  }

  private static boolean onlyData(List<StageName> stages, ProblemSettings problems) {
    return stages.equals(List.of(StageName.GENERATE)) && !problems.styles().isEmpty();
  }

  private static boolean inOrder(List<StageName> stages) {
    for (int i = 1; i < stages.size(); i++) {
      if (stages.get(i).compareTo(stages.get(i - 1)) <= 0) {
        return false;
      }
    }
    return !stages.isEmpty();
  }

  private static List<String> keys(List<StageName> stages) {
    return stages.stream().map(StageName::key).toList();
  }
}
