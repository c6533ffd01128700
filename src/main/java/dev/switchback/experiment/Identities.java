package dev.switchback.experiment;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.switchback.config.Affects;
import dev.switchback.config.EffectiveConfiguration;
import dev.switchback.config.Key;
import dev.switchback.trace.SearchMixture;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of an experiment on which the content of each folder of a run depends, as canonical
 * JSON: one flat object, sorted keys. Which keys these are is declared where the keys are, by
 * {@link Key#affects}; what they choose stands in their place. What a folder's inputs depend on is
 * told by their manifests.
 */
public final class Identities {
  private static final String STYLE = "style";
  private static final String STYLES = "styles";
  private static final String SEED = "seed";
  private static final String REPLICATE = "replicate";

  private final List<EffectiveConfiguration.Value> values;
  private final Experiment experiment;

  public Identities(Experiment experiment) {
    this.experiment = experiment;
    this.values = EffectiveConfiguration.values(experiment);
  }

  /** Where an import lies is no part of it: its manifest is one of the inputs. */
  public String problems() {
    return json(select(Affects.PROBLEMS));
  }

  /** With the styles that are written, whichever model learns them. */
  public String traces() {
    List<String> styles = new ArrayList<>();
    experiment.styles().forEach((style, searches) -> styles.add(style(style, searches)));
    Map<String, Object> kept = select(Affects.TRACES);
    kept.put(STYLES, styles);
    return json(kept);
  }

  /** With the style that it learns. */
  public String model(String name) {
    ModelSettings settings = experiment.settings(name);
    Map<String, Object> kept = select(name, Affects.MODEL);
    kept.put(STYLE, style(settings.style().key(), settings.mixture(experiment.searches())));
    return json(kept);
  }

  /**
   * Of a model that is reinforced, with the tokens that its completions may have, wherever they are
   * set; the model that it goes on from is one of its inputs.
   */
  public String reinforced(String name) {
    ModelSettings settings = experiment.settings(name);
    Map<String, Object> kept = select(name, Affects.REINFORCEMENT);
    kept.put(
        "models." + Replicate.of(name).model() + ".grpo.max-tokens",
        settings.grpo().drawing(settings.sampling()).maxTokens());
    return json(kept);
  }

  /**
   * What a model's weights depend on beside the rows it learns from, where it is no part of an
   * experiment.
   */
  public static String training(ModelSettings settings, long seed) {
    Map<String, Object> kept =
        select(EffectiveConfiguration.values(settings), "", EnumSet.of(Affects.MODEL));
    kept.put(SEED, seed);
    return json(kept);
  }

  public String samples(String name) {
    return json(select(name, Affects.SAMPLES));
  }

  public String scores() {
    return json(select(Affects.SCORES));
  }

  public String metrics() {
    return json(select(Affects.FIGURES));
  }

  /** With the models whose chances are computed, and how they are drawn from. */
  public String chances() {
    Map<String, Object> kept = new TreeMap<>();
    experiment.exactlyScored().forEach(name -> kept.put(name, samples(name)));
    return json(kept);
  }

  public String router() {
    return json(select(Affects.FIGURES, Affects.ROUTER));
  }

  public String report() {
    return json(select(Affects.REPORT));
  }

  /** How tables are cut into files, which is no part of any identity: values by key. */
  public Map<String, String> cut() {
    Map<String, String> cut = new TreeMap<>();
    values.stream()
        .filter(value -> value.key().affects() == Affects.CUT)
        .forEach(value -> cut.put(value.path(), value.value().toString()));
    return cut;
  }

  private static String style(String name, SearchMixture searches) {
    return (name + " " + searches.text()).strip();
  }

  /** The values of a model, and which of its replicates it is, beyond the first. */
  private Map<String, Object> select(String name, Affects changed) {
    Replicate replicate = Replicate.of(name);
    Map<String, Object> kept = select(values, replicate.model(), EnumSet.of(changed));
    if (replicate.number() > 1) {
      kept.put(REPLICATE, replicate.number());
    }
    return kept;
  }

  private Map<String, Object> select(Affects first, Affects... others) {
    return select(values, "", EnumSet.of(first, others));
  }

  /**
   * The values that change one of some artifacts.
   *
   * @param named whose section they stand in; empty for none
   */
  private static Map<String, Object> select(
      List<EffectiveConfiguration.Value> values, String named, Set<Affects> changed) {
    Map<String, Object> kept = new TreeMap<>();
    for (EffectiveConfiguration.Value value : values) {
      if (isStepsInstead(value)) {
        continue;
      }
      Affects affects = value.key().affects();
      if (affects == Affects.EVERYTHING
          || changed.contains(affects) && value.named().equals(named)) {
        kept.put(value.path(), value.value());
      }
    }
    return kept;
  }

  /** Whether steps are given: the budget that could stand in their place then says nothing. */
  private static boolean isStepsInstead(EffectiveConfiguration.Value value) {
    return value.path().endsWith("training.compute") && value.value().equals(0.0);
  }

  private static String json(Map<String, Object> kept) {
    return ConfigValueFactory.fromMap(kept).render(ConfigRenderOptions.concise());
  }
}
