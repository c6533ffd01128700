package dev.switchback.cluster;

import ai.djl.Device;
import dev.switchback.config.SamplingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Decoder;
import dev.switchback.token.Tokenizer;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;

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
    EngineThread.prepare(threads);
    Precision precision = Precision.of(settings.precision());
    Device device = TaskDevice.current();
    ExecutorModels.Lease model = ExecutorModels.take(weights, precision, device);
    CausalLmProgram program =
        new CausalLmProgram(weights.value().architecture(), precision, device);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                task -> {
                  program.close();
                  model.close();
                });
    return new Decoder(program, model.prepared(), tokenizer, settings, seed);
  }
}
