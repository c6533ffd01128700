package dev.switchback.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tokens of a trace that a model learns to predict. */
public enum LossTokens {
  /** Those after the prompt, which a model never has to write. */
  COMPLETION,
  /** All but the first, as in the study. */
  ALL;

  /** The names in configuration files. */
  static List<String> keys() {
    return Arrays.stream(values()).map(LossTokens::key).toList();
  }

  /** The name in configuration files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
