package dev.switchback.ml;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.RecordBinder;
import dev.switchback.config.Spelling;
import dev.switchback.experiment.DeclaredSetting;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import scala.Function1;

/**
 * The params of an owner. Every key of a model's settings is one, with the meaning and the default
 * that the key declares, unless it is fixed here; and of their values the records of the settings
 * are made, which check what no param can check alone.
 *
 * @param <T> the owner
 */
public final class SettingParams<T extends Params> implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String SEED = "seed";

  private static final Map<String, DeclaredSetting> DECLARED = declared();

  /** The values of keys in which a table of traces or prompts leaves no choice. */
  static final Map<String, Object> FIXED =
      fixed(
          Map.ofEntries(
              Map.entry("style", "direct"),
              Map.entry("searches", List.of()),
              Map.entry("reuse-weights-from", ""),
              Map.entry("reinforced-from", ""),
              Map.entry("replicates", 1),
              Map.entry("training.compute", 0.0),
              Map.entry("training.checkpoints.weights-dtype", "float32"),
              Map.entry("training.validation.generations", 0),
              Map.entry("training.validation.tuning-problems", 0),
              Map.entry("sampling.samples", 1),
              Map.entry("sampling.problems", 0),
              Map.entry("sampling.split", "validation"),
              Map.entry("sampling.precision", "float32"),
              Map.entry("sampling.token-log-probabilities", false)));

  /** What must be set, since nothing can stand in its place here: compute is fixed. */
  private static final String NEEDED = "steps";

  /** Names of params that are not those of the records' components. */
  private static final Map<String, String> NAMES =
      Map.of(
          "training.workers.count", "workers",
          "training.checkpoints.every-steps", "checkpointInterval",
          "training.checkpoints.keep-last", "keepLastCheckpoints",
          "training.validation.every-steps", "validationInterval",
          "training.validation.rows", "validationRows");

  private static final Function1<Object, Object> ANY_NUMBER =
      ParamValidators.inRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** What texts may be, by component. */
  private static final Map<String, List<String>> CHOICES =
      Map.of("optimizer", List.of("adamw", "muon"), "precision", List.of("float32", "bfloat16"));

  /** What a number may be, whatever the others are. */
  private static final Map<String, Function1<Object, Object>> RANGES = ranges();

  private static final Pattern BLAMED = Pattern.compile("^Cannot use ([a-z0-9.-]+)");

  private final T owner;
  private final Map<String, Param<?>> byName = new TreeMap<>();
  private final Map<String, Param<?>> byKey = new TreeMap<>();

  private SettingParams(T owner) {
    this.owner = owner;
  }

  /** The params of a model: how it completes a column of prompts. */
  static <T extends Params> SettingParams<T> ofModel(T owner) {
    SettingParams<T> params = new SettingParams<>(owner);
    params.addSection("sampling");
    params.addSetting(SEED, DECLARED.get(SEED));
    params.addText("promptCol", "String column of prompts: texts that go on.", "prompt");
    params.addText(
        "outputCol",
        "String column that is added: what the model writes after the prompt.",
        "completion");
    params.addText(
        "logProbabilityCol",
        "Column of doubles that is added: how probable the model found what it wrote, in nats,"
            + " at temperature 1; empty for none.",
        "");
    return params;
  }

  /** The params of an estimator: those of its model, and its training on a column of traces. */
  static <T extends Params> SettingParams<T> ofEstimator(T owner) {
    SettingParams<T> params = ofModel(owner);
    params.addSection("architecture");
    params.addSection("training");
    params.addText(
        "inputCol",
        "Column of traces: strings, or binaries with a byte for each token, from START to END, as"
            + " the table traces/ has them.",
        "text");
    params.add(
        params.choice(
            "tokenizer",
            "What turns texts into tokens: "
                + String.join(" or ", TokenizerName.keys())
                + ", for the puzzles of that name.",
            TokenizerName.keys()),
        Optional.of(TokenizerName.keys().get(0)));
    params.addText(
        "validationIndicatorCol",
        "Boolean column, true in the rows that the model does not learn from: its loss on them is"
            + " measured on the way. Without it, the model learns from every row.",
        null);
    params.addText(
        "checkpointFolder",
        "Folder, on any Hadoop file system, in which a fit saves its checkpoints and its model. A"
            + " fit with the same settings and rows goes on from there where it was interrupted,"
            + " and is not repeated where it was finished; each other fit has a folder of its own"
            + " in it. Without it, a temporary folder on the driver.",
        null);
    return params;
  }

  /** All of them by name, as {@link Params#params} has them. */
  Param<?>[] all() {
    return byName.values().toArray(Param<?>[]::new);
  }

  IntParam ofInt(String name) {
    return (IntParam) byName.get(name);
  }

  LongParam ofLong(String name) {
    return (LongParam) byName.get(name);
  }

  DoubleParam ofDouble(String name) {
    return (DoubleParam) byName.get(name);
  }

  /** A param that was made for texts. */
  @SuppressWarnings("unchecked")
  Param<String> ofText(String name) {
    return (Param<String>) byName.get(name);
  }

  /**
   * The param of a key.
   *
   * @throws IllegalArgumentException if it has none
   */
  Param<?> ofKey(String key) {
    Param<?> param = byKey.get(key);
    if (param == null) {
      throw new IllegalArgumentException(
          "Cannot use the setting " + key + " of " + owner.uid() + ", expected " + advice(key));
    }
    return param;
  }

  /** The value of a text, where one is set that is not empty. */
  Optional<String> given(Param<String> param) {
    return Optional.ofNullable(owner.isDefined(param) ? owner.getOrDefault(param) : null)
        .filter(text -> !text.isEmpty());
  }

  /** Sets a param, and returns the owner as what it is, so that setters can be chained. */
  <V> T set(Param<V> param, V value) {
    owner.set(param, value);
    return owner;
  }

  /** Sets the param of a key; a value that a file could have for it is of its type. */
  @SuppressWarnings("unchecked")
  T setKey(String key, Object value) {
    Param<Object> param = (Param<Object>) ofKey(key);
    return set(param, DECLARED.get(key).valueOf(value));
  }

  /**
   * The record of a section, of the values that the params have now.
   *
   * @param section a section of the model's settings; empty for all of them
   * @param otherwise values, by key, for params that need not be set
   * @param purpose what is done with it, for messages
   * @throws IllegalArgumentException if a param is missing or does not fit the others
   */
  <R extends Record> R settings(
      Class<R> type, String section, Map<String, Object> otherwise, String purpose) {
    Map<String, Object> values = new HashMap<>();
    for (DeclaredSetting setting : DeclaredSetting.allOf(type)) {
      values.put(setting.key(), value(within(section, setting.key()), otherwise, purpose));
    }
    try {
      return RecordBinder.ofValues(type, values);
    } catch (ConfigurationException impossible) {
      String problems =
          impossible.problems().stream()
              .map(problem -> inParams(problem, section))
              .collect(Collectors.joining("; "));
      throw new IllegalArgumentException(
          "Cannot " + purpose + " " + owner.uid() + ": " + problems, impossible);
    }
  }

  private Object value(String key, Map<String, Object> otherwise, String purpose) {
    Param<?> param = byKey.get(key);
    if (param == null) {
      return FIXED.get(key);
    }
    if (owner.isDefined(param)) {
      return owner.getOrDefault(param);
    }
    if (otherwise.containsKey(key)) {
      return otherwise.get(key);
    }
    throw new IllegalArgumentException(
        "Cannot "
            + purpose
            + " "
            + owner.uid()
            + ": "
            + param.name()
            + " is not set, expected: "
            + param.doc());
  }

  /** A problem of a record in which params are called by their names. */
  private String inParams(String problem, String section) {
    String named =
        BLAMED
            .matcher(problem)
            .replaceFirst(
                blamed -> {
                  Param<?> param = byKey.get(within(section, blamed.group(1)));
                  return param == null ? blamed.group(1) : param.name();
                });
    return DeclaredSetting.inComponents(named);
  }

  private String advice(String key) {
    if (FIXED.containsKey(key)) {
      return "one that is not fixed; here it is always " + FIXED.get(key);
    }
    Optional<String> whole =
        byKey.keySet().stream().filter(known -> known.endsWith("." + key)).findFirst();
    return whole
        .or(() -> Spelling.nearest(key, byKey.keySet()))
        .map(meant -> "a known key; did you mean " + meant + "?")
        .orElseGet(() -> "one of " + String.join(", ", byKey.keySet()));
  }

  /** A text, such as the name of a column, with its default or null. */
  private void addText(String name, String doc, String fallback) {
    add(new Param<>(owner, name, doc), Optional.ofNullable(fallback));
  }

  private void addSection(String section) {
    DECLARED.forEach(
        (key, setting) -> {
          if (key.startsWith(section + ".") && !FIXED.containsKey(key)) {
            addSetting(key, setting);
          }
        });
  }

  private void addSetting(String key, DeclaredSetting setting) {
    String name = NAMES.getOrDefault(key, setting.component());
    Param<?> param = param(name, setting, RANGES.getOrDefault(key, ANY_NUMBER));
    byKey.put(key, param);
    add(param, setting.fallback());
  }

  private Param<?> param(String name, DeclaredSetting setting, Function1<Object, Object> range) {
    if (setting.type() == int.class) {
      return new IntParam(owner, name, setting.doc(), range);
    }
    if (setting.type() == long.class) {
      return new LongParam(owner, name, setting.doc(), range);
    }
    if (setting.type() == double.class) {
      return new DoubleParam(owner, name, setting.doc(), range);
    }
    if (setting.type() == boolean.class) {
      return new BooleanParam(owner, name, setting.doc());
    }
    return CHOICES.containsKey(setting.component())
        ? choice(name, setting.doc(), CHOICES.get(setting.component()))
        : new Param<String>(owner, name, setting.doc());
  }

  private Param<String> choice(String name, String doc, List<String> choices) {
    return new Param<>(owner, name, doc, ParamValidators.inArray(choices));
  }

  /** A default is of the param's type: the record's component is. */
  @SuppressWarnings("unchecked")
  private <V> void add(Param<V> param, Optional<?> fallback) {
    if (byName.put(param.name(), param) != null) {
      throw new IllegalStateException(
          "Cannot have two params of the name " + param.name() + ", expected another for one key");
    }
    fallback
        .filter(value -> !param.name().equals(NEEDED))
        .ifPresent(value -> owner.setDefault(param, (V) value));
  }

  private static String within(String section, String key) {
    return section.isEmpty() ? key : section + "." + key;
  }

  /** These and the section on training by rewards, which takes problems and not traces. */
  private static Map<String, Object> fixed(Map<String, Object> others) {
    Map<String, Object> fixed = new TreeMap<>(others);
    DECLARED.forEach(
        (key, setting) -> {
          if (key.startsWith("grpo.")) {
            fixed.put(key, setting.fallback().orElseThrow());
          }
        });
    return Collections.unmodifiableMap(fixed);
  }

  private static Map<String, DeclaredSetting> declared() {
    Map<String, DeclaredSetting> declared = new LinkedHashMap<>();
    DeclaredSetting.allOf(ModelSettings.class)
        .forEach(setting -> declared.put(setting.key(), setting));
    declared.put(SEED, DeclaredSetting.of(Experiment.class, SEED));
    return declared;
  }

  private static Map<String, Function1<Object, Object>> ranges() {
    Map<String, Function1<Object, Object>> ranges = new HashMap<>();
    List.of(
            "architecture.hidden-size",
            "architecture.layers",
            "architecture.attention-heads",
            "architecture.key-value-heads",
            "architecture.feed-forward-size",
            "training.micro-batch-tokens",
            "training.warmup-steps",
            "training.weight-decay",
            "training.validation.rows",
            "sampling.temperature",
            "sampling.top-k")
        .forEach(key -> ranges.put(key, ParamValidators.gtEq(0)));
    List.of(
            "training.steps",
            "training.batch-tokens",
            "training.bucket-width",
            "training.round-steps",
            "training.workers.count",
            "training.workers.executor-timeout-minutes",
            "training.workers.stall-timeout-minutes",
            "training.checkpoints.every-steps",
            "training.checkpoints.keep-last",
            "training.validation.every-steps",
            "sampling.max-tokens",
            "sampling.slots")
        .forEach(key -> ranges.put(key, ParamValidators.gtEq(1)));
    List.of(
            "architecture.norm-epsilon",
            "architecture.initializer-range",
            "training.learning-rate",
            "training.adam-epsilon",
            "training.gradient-clip",
            "training.workers.outer-learning-rate")
        .forEach(key -> ranges.put(key, ParamValidators.gt(0)));
    List.of(
            "training.adam-beta1",
            "training.adam-beta2",
            "training.muon-momentum",
            "training.workers.outer-momentum")
        .forEach(key -> ranges.put(key, ParamValidators.inRange(0, 1, true, false)));
    ranges.put("architecture.context-length", ParamValidators.gtEq(16));
    ranges.put("architecture.rope-theta", ParamValidators.gt(1));
    ranges.put("training.final-learning-rate-share", ParamValidators.inRange(0, 1));
    ranges.put("training.learning-rate-fall-share", ParamValidators.inRange(0, 1, false, true));
    ranges.put("sampling.top-p", ParamValidators.inRange(0, 1, false, true));
    return ranges;
  }
}
