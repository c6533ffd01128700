package dev.switchback.stage;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.ModelSettings;
import dev.switchback.config.TraceStyle;
import dev.switchback.trace.CountdownStyle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has to be written for models to learn from. */
final class TraceStyles {
  private TraceStyles() {}

  /**
   * The searches that fill each style, none for direct solutions.
   *
   * @throws ConfigurationException if two models want one style filled by different searches
   */
  static Map<String, List<CountdownStyle>> of(Map<String, ModelSettings> models) {
    Map<String, List<CountdownStyle>> styles = new TreeMap<>();
    models.forEach(
        (name, model) -> {
          List<CountdownStyle> searches = searches(model);
          List<CountdownStyle> others = styles.putIfAbsent(model.style().key(), searches);
          if (others != null && !others.equals(searches)) {
            throw new ConfigurationException(
                "Cannot use models."
                    + name
                    + ".searches = "
                    + keys(searches)
                    + ", expected "
                    + keys(others)
                    + " as another model of this run has; give each its own run");
          }
        });
    return styles;
  }

  /** Sorted, so that their order in the configuration does not matter. */
  private static List<CountdownStyle> searches(ModelSettings model) {
    return model.style() == TraceStyle.DIRECT
        ? List.of()
        : new TreeSet<>(model.searches()).stream().map(CountdownStyle::of).toList();
  }

  private static List<String> keys(List<CountdownStyle> searches) {
    return searches.stream().map(CountdownStyle::key).toList();
  }
}
