package dev.switchback.ml;

import dev.switchback.model.Weights;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The weights of a model and of its copies. They are sent to executors once for all transforms;
 * Spark forgets them there when the last of the models is garbage.
 */
final class SharedWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Weights weights;
  private transient SparkContext spark;
  private transient Broadcast<Weights> broadcast;

  SharedWeights(Weights weights) {
    this.weights = weights;
  }

  Weights weights() {
    return weights;
  }

  /** On the executors of an application. */
  synchronized Broadcast<Weights> on(SparkContext application) {
    if (spark != application) {
      broadcast = new JavaSparkContext(application).broadcast(weights);
      spark = application;
    }
    return broadcast;
  }
}
