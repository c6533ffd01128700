package dev.switchback.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every value of an experiment, whether it was set or is a default. */
public final class EffectiveConfiguration {
  private EffectiveConfiguration() {}

  /** HOCON that reads back as an equal experiment. */
  public static String render(Experiment experiment) {
    StringBuilder text = new StringBuilder();
    section(experiment, "", text);
    return text.toString();
  }

  /** The values by the full path of their key, in the order of their declaration. */
  public static Map<String, Object> values(Experiment experiment) {
    return values((Record) experiment);
  }

  /** The values of one section by the path of their key in it. */
  static Map<String, Object> values(Record section) {
    Map<String, Object> values = new LinkedHashMap<>();
    flatten("", section, values);
    return values;
  }

  private static void flatten(String path, Object value, Map<String, Object> values) {
    if (value instanceof Record || value instanceof Map<?, ?>) {
      children(value).forEach((name, child) -> flatten(Schema.join(path, name), child, values));
    } else {
      values.put(path, plain(value));
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
                text.append(" = ").append(literal(value)).append('\n');
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
      children.put(KebabCase.ofComponent(component.getName()), valueOf(component, parent));
    }
    return children;
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
