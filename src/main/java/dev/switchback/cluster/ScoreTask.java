package dev.switchback.cluster;

import dev.switchback.cluster.ExecutorModels.TaskModel;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Scorer;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * Scores texts in a Spark task, in float32. The model is broadcast, so that an executor receives it
 * once; its tasks share it on their device, and free what is theirs when they end, however they
 * end.
 *
 * @param weights of the model
 * @param padding the token that fills up rows
 * @param threads for a task's products on a CPU
 */
public record ScoreTask(Broadcast<Weights> weights, int padding, int threads)
    implements Serializable {

  /** A scorer at temperature 1. */
  public Scorer scorer() {
    return scorer(1);
  }

  /**
   * A scorer on the running task's device; who is done with it earlier may close it earlier.
   *
   * @param temperature at which texts are scored, above 0
   */
  public Scorer scorer(double temperature) {
    TaskModel model =
        TaskModel.open(weights, Precision.FLOAT32, ExecutorModels.Form.SCORING, threads);
    return new Scorer(model.program(), model.prepared(), padding, temperature);
  }
}
