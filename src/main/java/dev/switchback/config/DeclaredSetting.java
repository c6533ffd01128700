package dev.switchback.config;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a configuration record declares of one of its components, for those who offer the same
 * setting in another form.
 *
 * @param doc what it means, the keys it names written as components of records
 * @param fallback its default, of the component's type; empty where there is none
 */
public record DeclaredSetting(String doc, Optional<Object> fallback) {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z]+(?:-[a-z0-9]+)+");

  /** The components of all keys of more than one word. */
  private static final Map<String, String> COMPONENTS =
      Schema.allKeysOf(Experiment.class, "").stream()
          .map(Schema.Entry::name)
          .filter(name -> name.contains("-"))
          .distinct()
          .collect(Collectors.toMap(name -> name, KebabCase::toComponent));

  /**
   * Reads a declaration.
   *
   * @throws IllegalArgumentException if the record has no such component
   */
  public static DeclaredSetting of(Class<? extends Record> settings, String component) {
    Schema.Entry key =
        Schema.keysOf(settings, "").stream()
            .filter(entry -> entry.name().equals(KebabCase.ofComponent(component)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot find a setting: " + settings.getSimpleName() + "." + component));
    return new DeclaredSetting(inComponents(key.doc()), fallback(key.type(), key));
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
