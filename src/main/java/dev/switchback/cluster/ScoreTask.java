package dev.switchback.cluster;

import ai.djl.Device;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Scorer;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;

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

  /** A scorer on the running task's device; who is done with it earlier may close it earlier. */
  public Scorer scorer() {
    EngineThread.prepare(threads);
    Device device = TaskDevice.current();
    ExecutorModels.Lease model =
        ExecutorModels.take(weights, Precision.FLOAT32, device, ExecutorModels.Form.SCORING);
    CausalLmProgram program =
        new CausalLmProgram(weights.value().architecture(), Precision.FLOAT32, device);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                task -> {
                  program.close();
                  model.close();
                });
    return new Scorer(program, model.prepared(), padding);
  }
}
