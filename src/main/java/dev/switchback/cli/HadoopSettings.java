package dev.switchback.cli;

import dev.switchback.artifact.PlainLocalFileSystem;
import dev.switchback.experiment.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Settings of Hadoop's file systems, known without starting Spark. */
public final class HadoopSettings {
  /** What the names of Spark's keys for Hadoop begin with. */
  static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** As Spark would have them: its {@code spark.hadoop.*} keys; those of spark-submit win. */
  public static Configuration of(Experiment experiment) {
    return of(experiment.spark().conf());
  }

  /** The same for work that is no experiment. */
  static Configuration of(Map<String, String> conf) {
    Map<String, String> spark = new LinkedHashMap<>(conf);
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> spark.put(name, System.getProperty(name)));
    Configuration hadoop = PlainLocalFileSystem.in(new Configuration());
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            hadoop.set(key.substring(PREFIX.length()), value);
          }
        });
    return hadoop;
  }
}
