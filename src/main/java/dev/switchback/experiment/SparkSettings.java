package dev.switchback.experiment;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of Spark itself. */
public record SparkSettings(
    @Key(
            value = "{}",
            doc =
                "Spark's own keys, as in spark-defaults.conf; spark-submit's --conf wins over"
                    + " them.")
        Map<String, String> conf)
    implements Serializable {

  /**
   * @throws ConfigurationException where a key is not Spark's
   */
  public SparkSettings {
    conf = Collections.unmodifiableMap(new LinkedHashMap<>(conf));
    Requirements requirements = new Requirements();
    conf.forEach(
        (key, value) ->
            requirements.that(
                key.startsWith("spark."),
                "conf." + key,
                Requirements.quoted(value),
                "a key of Spark's, which begins with spark."));
    requirements.check();
  }
}
