package dev.switchback.stage;

import dev.switchback.config.ModelSettings;
import dev.switchback.trace.countdown.StyleMixture;
import java.util.Map;
import java.util.TreeMap;

/** What has to be written for models to learn from. */
final class TraceStyles {
  private TraceStyles() {}

  /** What fills each style. An experiment's models of one style all learn from the same. */
  static Map<String, StyleMixture> of(Map<String, ModelSettings> models) {
    Map<String, StyleMixture> styles = new TreeMap<>();
    models
        .values()
        .forEach(model -> styles.put(model.style().key(), StyleMixture.of(model.mixture())));
    return styles;
  }
}
