package dev.switchback.cli;

import dev.switchback.config.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Settings of Hadoop's file systems, known without starting Spark. */
final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** As Spark would have them: its {@code spark.hadoop.*} keys; those of spark-submit win. */
  static Configuration of(Experiment experiment) {
    Map<String, String> spark = new LinkedHashMap<>(experiment.spark().conf());
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> spark.put(name, System.getProperty(name)));
    Configuration hadoop = new Configuration();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            hadoop.set(key.substring(PREFIX.length()), value);
          }
        });
    return hadoop;
  }
}
