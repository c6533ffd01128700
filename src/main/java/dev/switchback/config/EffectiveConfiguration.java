package dev.switchback.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Every value of settings, whether it was set or is a default. */
public final class EffectiveConfiguration {
  /** Keys whose values Spark hides in its own pages and logs, by its default. */
  private static final Pattern SECRET =
      Pattern.compile("secret|password|token|access[.]?key", Pattern.CASE_INSENSITIVE);

  private static final String HIDDEN = "(hidden)";

  private EffectiveConfiguration() {}

  /**
   * HOCON that reads back as equal settings, but for secrets among keys that are another system's:
   * it is kept in a run's folder and shown in its report, which others may read.
   */
  public static String render(Record experiment) {
    StringBuilder text = new StringBuilder();
    section(experiment, "", text);
    return text.toString();
  }

  /**
   * One value that is in effect.
   *
   * @param path of its key, with the names that the file chose
   * @param named name of the section in which it stands, where the file chose it; empty elsewhere
   * @param key as it is declared
   * @param value text, number, truth value, or a list of them
   */
  public record Value(String path, String named, Schema.Entry key, Object value) {}

  /** Every value below a record, in the order of declaration. */
  public static List<Value> values(Record settings) {
    List<Value> values = new ArrayList<>();
    collect(settings, "", "", Affects.RESULT, values);
    return values;
  }

  private static void collect(
      Record section, String path, String named, Affects ofSection, List<Value> values) {
    for (RecordComponent component : section.getClass().getRecordComponents()) {
      Object value = valueOf(component, section);
      if (value instanceof ProvidedSettings provided) {
        provided.parts().forEach(part -> collect(part, path, named, ofSection, values));
      } else {
        Schema.Entry key = Schema.entry(component, path, ofSection);
        collect(value, key.path(), named, key, values);
      }
    }
  }

  private static void collect(
      ProvidedSettings.Part part,
      String path,
      String named,
      Affects ofSection,
      List<Value> values) {
    String below = part.section().isEmpty() ? path : Schema.join(path, part.section());
    collect(part.settings(), below, named, ofSection, values);
  }

  private static void collect(
      Object value, String path, String named, Schema.Entry key, List<Value> values) {
    if (value instanceof Record section) {
      collect(section, path, named, key.affects(), values);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, child) ->
              collect(child, Schema.join(path, (String) name), (String) name, key, values));
    } else {
      values.add(new Value(path, named, key, plain(value)));
    }
  }

  private static void section(Object parent, String indent, StringBuilder text) {
    children(parent)
        .forEach(
            (name, value) -> {
              text.append(indent).append(ConfigUtil.joinPath(name));
              if (value instanceof Record || value instanceof Map<?, ?>) {
                text.append(" {\n");
                section(value, indent + "  ", text);
                text.append(indent).append("}\n");
              } else {
                boolean hidden = parent instanceof Map<?, ?> && SECRET.matcher(name).find();
                text.append(" = ").append(literal(hidden ? HIDDEN : value)).append('\n');
              }
            });
  }

  private static Map<String, Object> children(Object parent) {
    Map<String, Object> children = new LinkedHashMap<>();
    if (parent instanceof Map<?, ?> map) {
      map.forEach((name, value) -> children.put((String) name, value));
      return children;
    }
    for (RecordComponent component : parent.getClass().getRecordComponents()) {
      Object value = valueOf(component, parent);
      if (value instanceof ProvidedSettings provided) {
        provided.parts().forEach(part -> put(part, children));
      } else {
        children.put(KebabCase.ofComponent(component.getName()), value);
      }
    }
    return children;
  }

  private static void put(ProvidedSettings.Part part, Map<String, Object> children) {
    if (part.section().isEmpty()) {
      children.putAll(children(part.settings()));
    } else {
      children.put(part.section(), part.settings());
    }
  }

  private static Object valueOf(RecordComponent component, Object settings) {
    try {
      return component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException("Cannot read " + component, inaccessible);
    }
  }

  private static String literal(Object value) {
    ConfigValue literal = ConfigValueFactory.fromAnyRef(plain(value));
    return literal.render(ConfigRenderOptions.concise());
  }

  private static Object plain(Object value) {
    if (value instanceof Enum<?> constant) {
      return KebabCase.ofConstant(constant);
    }
    return value instanceof List<?> list
        ? list.stream().map(EffectiveConfiguration::plain).toList()
        : value;
  }
}
