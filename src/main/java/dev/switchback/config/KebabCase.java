package dev.switchback.config;

import java.util.Locale;

/** How Java names are written in configuration files. */
final class KebabCase {
  private KebabCase() {}

  /** {@code minTarget} is written {@code min-target}. */
  static String ofComponent(String camelCase) {
    StringBuilder key = new StringBuilder();
    for (char letter : camelCase.toCharArray()) {
      if (Character.isUpperCase(letter)) {
        key.append('-').append(Character.toLowerCase(letter));
      } else {
        key.append(letter);
      }
    }
    return key.toString();
  }

  /** {@code UNSEEN_TARGET} is written {@code unseen-target}. */
  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
