package dev.switchback.experiment;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import dev.switchback.config.KebabCase;
import dev.switchback.config.RecordBinder;
import dev.switchback.config.Schema;
import dev.switchback.config.ValueBinder;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a configuration record declares of one of its components, for those who offer the same
 * setting in another form.
 *
 * @param key its path from the record
 * @param type of its values
 * @param doc what it means, the keys it names written as components of records
 * @param fallback its default, of the component's type; empty where there is none
 */
public record DeclaredSetting(String key, Type type, String doc, Optional<Object> fallback) {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z]+(?:-[a-z0-9]+)+");

  /** The components of all keys of more than one word. */
  private static final Map<String, String> COMPONENTS =
      Schema.allKeysOf(Experiment.class, "").stream()
          .map(Schema.Entry::name)
          .filter(name -> name.contains("-"))
          .distinct()
          .collect(Collectors.toMap(name -> name, KebabCase::toComponent));

  /** What a record declares, and the records in it, but for those themselves. */
  public static List<DeclaredSetting> allOf(Class<? extends Record> settings) {
    return Schema.allKeysOf(settings, "").stream()
        .filter(key -> !Schema.isRecord(key.type()) && !Schema.isMap(key.type()))
        .map(DeclaredSetting::of)
        .toList();
  }

  /**
   * Reads a declaration.
   *
   * @throws IllegalArgumentException if the record has no such component
   */
  public static DeclaredSetting of(Class<? extends Record> settings, String component) {
    return Schema.keysOf(settings, "").stream()
        .filter(entry -> entry.name().equals(KebabCase.ofComponent(component)))
        .findFirst()
        .map(DeclaredSetting::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot find a setting: " + settings.getSimpleName() + "." + component));
  }

  private static DeclaredSetting of(Schema.Entry key) {
    return new DeclaredSetting(
        key.path(), key.type(), inComponents(key.doc()), fallback(key.type(), key));
  }

  /** The name of the record's component. */
  public String component() {
    return KebabCase.toComponent(key.substring(key.lastIndexOf('.') + 1));
  }

  /**
   * A value as the component has it, of one that a file could have: a whole number where a double
   * is meant, a number as text.
   *
   * @throws IllegalArgumentException if it does not fit the component's type
   */
  public Object valueOf(Object given) {
    return bound(given)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot use "
                        + key
                        + " = "
                        + given
                        + ", expected "
                        + ValueBinder.describe(type)));
  }

  private Optional<?> bound(Object given) {
    try {
      return ValueBinder.bind(type, ConfigValueFactory.fromAnyRef(given));
    } catch (ConfigException ofNoFile) {
      return Optional.empty();
    }
  }

  /** A text in which keys are written as the components of records: {@code weightDecay}. */
  public static String inComponents(String text) {
    return KEBAB_CASE
        .matcher(text)
        .replaceAll(key -> COMPONENTS.getOrDefault(key.group(), key.group()));
  }

  private static Optional<Object> fallback(Type type, Schema.Entry key) {
    return key.fallback().isEmpty()
        ? Optional.empty()
        : Optional.of(ValueBinder.bind(type, RecordBinder.fallback(key)).orElseThrow());
  }
}
