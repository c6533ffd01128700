package dev.switchback.cluster;

import dev.switchback.cluster.ExecutorModels.TaskModel;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Decoder;
import dev.switchback.token.Tokenizer;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/**
 * Draws completions in a Spark task. The model is broadcast, so that an executor receives it once;
 * its tasks share it on their device, and free what is theirs when they end, however they end.
 *
 * @param weights of the model
 * @param tokenizer of the model
 * @param settings of the sampling
 * @param seed of the draws
 * @param threads for a task's products on a CPU
 */
public record SampleTask(
    Broadcast<Weights> weights,
    Tokenizer tokenizer,
    SamplingSettings settings,
    long seed,
    int threads)
    implements Serializable {

  /** A decoder on the running task's device; who is done with it earlier may close it earlier. */
  public Decoder decoder() {
    Precision precision = Precision.of(settings.precision());
    TaskModel model = TaskModel.open(weights, precision, ExecutorModels.Form.DECODING, threads);
    return new Decoder(model.program(), model.prepared(), tokenizer, settings, seed);
  }
}
