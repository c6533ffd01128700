package dev.switchback.ml;

import dev.switchback.model.ModelFolder;
import dev.switchback.model.WeightStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/**
 * Saves a model: Spark's {@code metadata} with its params, and in {@code model} a folder in Hugging
 * Face's layout, which opens in transformers. The metadata comes last, so that where it is, all is.
 */
final class CausalLmModelWriter extends MLWriter {
  /** The folder in Hugging Face's layout. */
  static final String MODEL = "model";

  private final CausalLmModel model;

  CausalLmModelWriter(CausalLmModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    Path folder = new Path(path, MODEL);
    try {
      ModelFolder.write(
          folder.getFileSystem(sc().hadoopConfiguration()),
          folder,
          model.weights(),
          model.tokenizer(),
          WeightStorage.FLOAT32);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Cannot save " + model.uid() + " in " + folder + ": " + failed.getMessage(), failed);
    }
    DefaultParamsWriter.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
  }
}
