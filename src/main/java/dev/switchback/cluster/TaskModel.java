package dev.switchback.cluster;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A model on the device of the running task.
 *
 * @param program of the task alone
 * @param prepared weights that tasks of the executor share
 */
record TaskModel(CausalLmProgram program, NDList prepared) {

  /**
   * Makes the calling thread ready and opens a model, which is closed when the task ends, however
   * it ends.
   *
   * @param threads for the task's products on a CPU
   */
  static TaskModel open(
      Broadcast<Weights> weights, Precision precision, ExecutorModels.Form form, int threads) {
    EngineThread.prepare(threads);
    Device device = TaskDevice.current();
    ExecutorModels.Lease shared = ExecutorModels.take(weights, precision, device, form);
    CausalLmProgram program =
        new CausalLmProgram(weights.value().architecture(), precision, device);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                task -> {
                  program.close();
                  shared.close();
                });
    return new TaskModel(program, shared.prepared());
  }
}
