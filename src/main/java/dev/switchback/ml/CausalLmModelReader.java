package dev.switchback.ml;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.MLReader;

/** Loads what {@link CausalLmModelWriter} saved. */
final class CausalLmModelReader extends MLReader<CausalLmModel> {

  @Override
  public CausalLmModel load(String path) {
    SavedParams saved = SavedParams.read(path, sc(), CausalLmModel.class);
    Path folder = new Path(path, CausalLmModelWriter.MODEL);
    return saved.set(CausalLmModel.of(saved.uid(), folder, sc()));
  }
}
