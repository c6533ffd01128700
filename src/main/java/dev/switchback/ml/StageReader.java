package dev.switchback.ml;

import java.util.function.Function;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLReader;

/**
 * Loads a stage that is nothing but its params.
 *
 * @param <T> the stage
 */
final class StageReader<T extends Params> extends MLReader<T> {
  private final Class<T> type;
  private final Function<String, T> ofUid;

  /**
   * @param ofUid makes a stage with its defaults
   */
  StageReader(Class<T> type, Function<String, T> ofUid) {
    this.type = type;
    this.ofUid = ofUid;
  }

  @Override
  public T load(String path) {
    SavedParams saved = SavedParams.read(path, sc(), type);
    return saved.set(ofUid.apply(saved.uid()));
  }
}
