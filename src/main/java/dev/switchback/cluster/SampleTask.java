package dev.switchback.cluster;

import dev.switchback.config.SamplingSettings;
import dev.switchback.dataset.Family;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Completion;
import dev.switchback.sample.Decoder;
import dev.switchback.sample.Prompt;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Draws completions in a Spark task. The model is broadcast, so that an executor receives it once;
 * each task puts it on its device, and frees it when the task ends, however it ends.
 *
 * @param weights of the model
 * @param family of the problems
 * @param settings of the sampling
 * @param seed of the draws
 * @param threads for a task's products on a CPU
 */
public record SampleTask(
    Broadcast<Weights> weights, Family family, SamplingSettings settings, long seed, int threads)
    implements Serializable {

  /** Completes prompts in a task, in the order in which they finish. */
  public Iterator<Completion> complete(Iterator<Prompt> prompts) {
    EngineThread.prepare(threads);
    Weights values = weights.value();
    CausalLmProgram program =
        new CausalLmProgram(values.architecture(), Precision.FLOAT32, TaskDevice.current());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> program.close());
    Decoder decoder = new Decoder(program, values, family.tokenizer(), settings, seed);
    return decoder.complete(prompts);
  }
}
