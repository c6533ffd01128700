package dev.switchback.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** How Java names are written in configuration files. */
public final class KebabCase {
  private KebabCase() {}

  /** {@code minTarget} is written {@code min-target}. */
  public static String ofComponent(String camelCase) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < camelCase.length(); i++) {
      char letter = camelCase.charAt(i);
      if (Character.isUpperCase(letter)) {
        key.append('-').append(Character.toLowerCase(letter));
      } else {
        key.append(letter);
      }
    }
    return key.toString();
  }

  /** {@code min-target} is the component {@code minTarget}. */
  public static String toComponent(String key) {
    return Pattern.compile("-(.)")
        .matcher(key)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** {@code UNSEEN_TARGET} is written {@code unseen-target}. */
  public static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
