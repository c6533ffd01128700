package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import scala.Option;

/**
 * The {@code metadata} beside which Spark ML saves everything: class, uid and params.
 *
 * @param metadata as Spark reads it
 */
record SavedParams(DefaultParamsReader.Metadata metadata) {

  /**
   * Reads metadata.
   *
   * @param expected the class that was saved
   * @throws InputException if it is damaged, or of another class
   */
  static SavedParams read(String path, SparkContext spark, Class<? extends Params> expected) {
    DefaultParamsReader.Metadata metadata = metadata(path, spark, expected);
    if (!metadata.className().equals(expected.getName())) {
      throw new InputException(
          "Cannot load a "
              + expected.getSimpleName()
              + ": "
              + path
              + " holds a "
              + metadata.className()
              + ", expected a "
              + expected.getName()
              + "; load it by its own class");
    }
    return new SavedParams(metadata);
  }

  String uid() {
    return metadata.uid();
  }

  /** Gives an owner the values and the defaults that were saved. */
  <P extends Params> P set(P owner) {
    metadata.getAndSetParams(owner, Option.empty());
    return owner;
  }

  /** Spark throws what Hadoop throws, checked or not. */
  private static DefaultParamsReader.Metadata metadata(
      String path, SparkContext spark, Class<? extends Params> expected) {
    try {
      return DefaultParamsReader.loadMetadata(path, spark, "");
    } catch (Exception damaged) {
      throw new InputException(
          "Cannot load a "
              + expected.getSimpleName()
              + ": "
              + new Path(path, "metadata")
              + " is missing or damaged ("
              + String.valueOf(damaged.getMessage()).lines().findFirst().orElse("")
              + "), expected what saving writes; save it again",
          damaged);
    }
  }
}
