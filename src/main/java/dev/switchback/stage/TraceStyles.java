package dev.switchback.stage;

import dev.switchback.config.ModelSettings;
import dev.switchback.config.TraceStyle;
import dev.switchback.trace.countdown.CountdownStyle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has to be written for models to learn from. */
final class TraceStyles {
  private TraceStyles() {}

  /**
   * The searches that fill each style, none for direct solutions. An experiment's backtracking
   * models all learn from the same.
   */
  static Map<String, List<CountdownStyle>> of(Map<String, ModelSettings> models) {
    Map<String, List<CountdownStyle>> styles = new TreeMap<>();
    models.values().forEach(model -> styles.put(model.style().key(), searches(model)));
    return styles;
  }

  /** Sorted, so that their order in the configuration does not matter. */
  private static List<CountdownStyle> searches(ModelSettings model) {
    return model.style() == TraceStyle.DIRECT
        ? List.of()
        : new TreeSet<>(model.searches()).stream().map(CountdownStyle::of).toList();
  }
}
