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
  private static final GpuTurns TURNS = new GpuTurns();

  /**
   * Makes the calling thread ready and opens a model, which is closed when the task ends, however
   * it ends. On a GPU it waits until no other task of the process has a model there: each has keys
   * and values beside the weights, and together they would not fit.
   *
   * @param threads for the task's products on a CPU
   */
  static TaskModel open(
      Broadcast<Weights> weights, Precision precision, ExecutorModels.Form form, int threads) {
    EngineThread.prepare(threads);
    Device device = TaskDevice.current();
    TaskContext task = TaskContext.get();
    GpuTurns.Turn turn = TURNS.take(device, task.taskAttemptId(), task::isInterrupted);
    closeAtTheEnd(task, turn::close);
    ExecutorModels.Lease shared = ExecutorModels.take(weights, precision, device, form);
    closeAtTheEnd(task, shared::close);
    CausalLmProgram program =
        new CausalLmProgram(weights.value().architecture(), precision, device);
    closeAtTheEnd(task, program::close);
    return new TaskModel(program, shared.prepared());
  }

  /** Spark calls last first. */
  private static void closeAtTheEnd(TaskContext task, Runnable close) {
    task.addTaskCompletionListener((TaskCompletionListener) ended -> close.run());
  }
}
