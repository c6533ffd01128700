package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Loads a stage that was saved, with the {@code metadata} that Spark ML saves of everything: class,
 * uid and params.
 *
 * @param <T> the stage
 */
final class StageReader<T extends Params> extends MLReader<T> {
  private final Class<T> type;
  private final Maker<T> maker;

  /** Makes a stage with its defaults of what lies beside the metadata. */
  interface Maker<T> {
    T make(String uid, String path, SparkContext spark);
  }

  StageReader(Class<T> type, Maker<T> maker) {
    this.type = type;
    this.maker = maker;
  }

  /** Of a stage that is nothing but its params. */
  StageReader(Class<T> type, Function<String, T> ofUid) {
    this(type, (uid, path, spark) -> ofUid.apply(uid));
  }

  /**
   * Loads a stage with the values and the defaults that were saved.
   *
   * @throws InputException if the metadata is damaged, or of another class
   */
  @Override
  public T load(String path) {
    DefaultParamsReader.Metadata metadata = metadata(path);
    if (!metadata.className().equals(type.getName())) {
      throw new InputException(
          "Cannot load a "
              + type.getSimpleName()
              + ": "
              + path
              + " holds a "
              + metadata.className()
              + ", expected a "
              + type.getName()
              + "; load it by its own class");
    }
    T stage = maker.make(metadata.uid(), path, sc());
    metadata.getAndSetParams(stage, Option.empty());
    return stage;
  }

  /** Spark throws what Hadoop throws, checked or not. */
  private DefaultParamsReader.Metadata metadata(String path) {
    try {
      return DefaultParamsReader.loadMetadata(path, sc(), "");
    } catch (Exception damaged) {
      throw new InputException(
          "Cannot load a "
              + type.getSimpleName()
              + ": "
              + new Path(path, "metadata")
              + " is missing or damaged ("
              + String.valueOf(damaged.getMessage()).lines().findFirst().orElse("")
              + "), expected what saving writes; save it again",
          damaged);
    }
  }
}
