package dev.switchback.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns one value of a file into a Java value, or says what it should have been. */
public final class ValueBinder {
  private ValueBinder() {}

  /**
   * Binds a value that is no section.
   *
   * @return empty if the value does not fit the type
   */
  public static Optional<?> bind(Type type, ConfigValue value) {
    if (Schema.isList(type)) {
      return list(Schema.argument(type), value);
    }
    Optional<String> text = text(value);
    if (type == String.class) {
      return text;
    }
    if (type == boolean.class) {
      return text.filter(word -> word.equals("true") || word.equals("false")).map(Boolean::valueOf);
    }
    if (type == double.class) {
      return text.flatMap(ValueBinder::number).filter(Double::isFinite);
    }
    if (type == long.class || type == Long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == int.class || type == Integer.class) {
      return whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
    }
    if (Schema.isEnum(type)) {
      return text.flatMap(word -> constant(type, word));
    }
    throw new IllegalStateException("Cannot configure a component of type " + type);
  }

  /** A type in the words of a user. */
  public static String describe(Type type) {
    if (Schema.isList(type)) {
      return "a list, [..], of " + plural(Schema.argument(type));
    }
    if (Schema.isEnum(type)) {
      return "one of " + constants(type);
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == double.class) {
      return "a number";
    }
    return "a whole number";
  }

  /** The keys of an enum's constants. */
  static String constants(Type type) {
    return String.join(
        ", ",
        Arrays.stream(((Class<?>) type).getEnumConstants())
            .map(constant -> KebabCase.ofConstant((Enum<?>) constant))
            .toList());
  }

  private static String plural(Type type) {
    if (Schema.isEnum(type)) {
      return constants(type);
    }
    return type == String.class ? "texts" : "whole numbers";
  }

  private static Optional<List<?>> list(Type element, ConfigValue value) {
    if (!(value instanceof ConfigList values)) {
      return Optional.empty();
    }
    List<Object> bound = new ArrayList<>();
    for (ConfigValue one : values) {
      Optional<?> each = bind(element, one);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      bound.add(each.get());
    }
    return Optional.of(bound);
  }

  /** Numbers as they were written; environment variables and --set give numbers as text. */
  private static Optional<String> text(ConfigValue value) {
    ConfigValueType type = value.valueType();
    if (type == ConfigValueType.STRING) {
      return Optional.of((String) value.unwrapped());
    }
    return type == ConfigValueType.NUMBER || type == ConfigValueType.BOOLEAN
        ? Optional.of(value.render(ConfigRenderOptions.concise()))
        : Optional.empty();
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }

  /** Also {@code 1e6}, but nothing with a fraction. */
  private static Optional<Long> whole(Optional<String> text, long smallest, long largest) {
    try {
      return text.map(BigDecimal::new)
          .map(BigDecimal::longValueExact)
          .filter(number -> number >= smallest && number <= largest);
    } catch (ArithmeticException | NumberFormatException notWhole) {
      return Optional.empty();
    }
  }

  private static Optional<Object> constant(Type type, String word) {
    return Arrays.stream(((Class<?>) type).getEnumConstants())
        .filter(constant -> KebabCase.ofConstant((Enum<?>) constant).equals(word))
        .findFirst()
        .map(Object.class::cast);
  }
}
