package dev.switchback.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The part of an experiment on which the content of each folder of a run depends, as canonical
 * JSON: one flat object, sorted keys. Keys that only change where, how fast or in how many pieces
 * the work is done are no part of it. What a folder's inputs depend on is told by their manifests.
 */
public final class ContentKeys {
  /** What problems do not depend on: how they are written down, and where an import lies. */
  private static final Set<String> OF_TRACES_OR_PATHS =
      Set.of("problems.styles", "problems.text", "problems.from");

  /** What a finished model does not depend on. */
  private static final Set<String> OF_WAITING_OR_KEEPING =
      Set.of(
          "checkpoints.every-steps",
          "checkpoints.kept",
          "workers.wait-minutes",
          "workers.stall-minutes");

  /** To be raised when the table of scores gets other columns, or a column another meaning. */
  private static final int SCORES_FORMAT = 2;

  private final Map<String, Object> values;
  private final Experiment experiment;

  public ContentKeys(Experiment experiment) {
    this.experiment = experiment;
    this.values = EffectiveConfiguration.values(experiment);
  }

  /** Where an import lies is no part of it: its manifest is one of the inputs. */
  public String problems() {
    return json(key -> key.startsWith("problems.") && !OF_TRACES_OR_PATHS.contains(key));
  }

  /** The styles that are written, whichever model learns them. */
  public String traces() {
    List<String> styles = new ArrayList<>();
    experiment.styles().forEach((style, searches) -> styles.add(style(style, searches)));
    return json(
        Map.of("seed", experiment.seed(), "styles", styles, "text", experiment.problems().text()));
  }

  public String model(String name) {
    String model = "models." + name + ".";
    ModelSettings settings = experiment.models().get(name);
    Map<String, Object> kept = select(key -> key.startsWith(model + "architecture."));
    kept.remove(model + "architecture.preset");
    kept.putAll(select(key -> key.startsWith(model + "training.")));
    OF_WAITING_OR_KEEPING.forEach(key -> kept.remove(model + "training." + key));
    kept.put(model + "style", style(settings.style().key(), settings.mixture()));
    return json(kept);
  }

  /**
   * What a model's weights depend on beside the rows it learns from, where it is no part of an
   * experiment.
   */
  public static String training(ModelSettings settings, long seed) {
    Map<String, Object> kept = new TreeMap<>(EffectiveConfiguration.values(settings));
    kept.keySet().removeIf(key -> !key.matches("(architecture|training)\\..*"));
    kept.remove("architecture.preset");
    OF_WAITING_OR_KEEPING.forEach(key -> kept.remove("training." + key));
    kept.put("seed", seed);
    return json(kept);
  }

  public String samples(String model) {
    String sampling = "models." + model + ".sampling.";
    return json(key -> key.startsWith(sampling) && !key.equals(sampling + "slots"));
  }

  /** With the format of the table, so that scores of another are made anew. */
  public String scores() {
    Map<String, Object> kept = select(key -> key.equals("evaluation.random-play-samples"));
    kept.put("scores.format", SCORES_FORMAT);
    return json(kept);
  }

  public String metrics() {
    return json(key -> key.startsWith("evaluation.") && !key.startsWith("evaluation.router."));
  }

  public String router() {
    return json(key -> key.startsWith("evaluation.") && !key.equals("evaluation.router.enabled"));
  }

  public String report() {
    return json(key -> key.startsWith("report.") || key.equals("name"));
  }

  private static String style(String name, SearchMixture searches) {
    return (name + " " + searches.text()).strip();
  }

  private String json(Predicate<String> keys) {
    return json(select(keys));
  }

  /** With the seed, on which every folder depends. */
  private Map<String, Object> select(Predicate<String> keys) {
    Map<String, Object> kept = new TreeMap<>(values);
    kept.keySet().removeIf(keys.negate().and(key -> !key.equals("seed")));
    return kept;
  }

  private static String json(Map<String, Object> kept) {
    return ConfigValueFactory.fromMap(kept).render(ConfigRenderOptions.concise());
  }
}
