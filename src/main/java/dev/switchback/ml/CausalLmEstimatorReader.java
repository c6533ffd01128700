package dev.switchback.ml;

import org.apache.spark.ml.util.MLReader;

/** Loads an estimator that was saved: its params. */
final class CausalLmEstimatorReader extends MLReader<CausalLmEstimator> {

  @Override
  public CausalLmEstimator load(String path) {
    SavedParams saved = SavedParams.read(path, sc(), CausalLmEstimator.class);
    return saved.set(new CausalLmEstimator(saved.uid()));
  }
}
