package dev.switchback.stage;

import dev.switchback.config.ModelSettings;
import dev.switchback.config.SearchMixture;
import java.util.Map;
import java.util.TreeMap;

/** What has to be written for models to learn from. */
final class TraceStyles {
  private TraceStyles() {}

  /** What fills each style. An experiment's models of one style all learn from the same. */
  static Map<String, SearchMixture> of(Map<String, ModelSettings> models) {
    Map<String, SearchMixture> styles = new TreeMap<>();
    models.values().forEach(model -> styles.put(model.style().key(), model.mixture()));
    return styles;
  }
}
