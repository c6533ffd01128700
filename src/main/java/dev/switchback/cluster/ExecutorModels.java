package dev.switchback.cluster;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Weights prepared for decoding or for scoring, once for all tasks of an executor that do so with
 * them on one device at a time. The last task to give them back frees them.
 */
final class ExecutorModels {
  private static final Map<Key, Held> MODELS = new HashMap<>();

  private ExecutorModels() {}

  /** Gives weights to a task, which closes them. */
  static Lease take(Broadcast<Weights> weights, Precision precision, Device device, Form form) {
    synchronized (MODELS) {
      Key key = new Key(weights.id(), precision, device, form);
      Held held = MODELS.computeIfAbsent(key, missing -> Held.of(weights.value(), missing));
      held.users++;
      return new Lease(key, held.prepared);
    }
  }

  private static void giveBack(Key key) {
    synchronized (MODELS) {
      Held held = MODELS.get(key);
      held.users--;
      if (held.users == 0) {
        MODELS.remove(key);
        held.program.close();
      }
    }
  }

  /** Weights as the program has them, which is closed if the device does not take them. */
  static NDList prepared(CausalLmProgram program, Weights weights, Form form) {
    try {
      NDManager manager = program.newManager();
      try (NDList loaded = program.load(manager, weights)) {
        return form == Form.DECODING ? program.prepare(loaded) : program.fuse(loaded);
      }
    } catch (RuntimeException | Error failed) {
      program.close();
      throw failed;
    }
  }

  /** What weights are prepared for. */
  enum Form {
    DECODING,
    SCORING
  }

  private record Key(long broadcast, Precision precision, Device device, Form form) {}

  private static final class Held {
    private final CausalLmProgram program;
    private final NDList prepared;
    private int users;

    private Held(CausalLmProgram program, NDList prepared) {
      this.program = program;
      this.prepared = prepared;
    }

    static Held of(Weights weights, Key key) {
      CausalLmProgram program =
          new CausalLmProgram(weights.architecture(), key.precision(), key.device());
      return new Held(program, ExecutorModels.prepared(program, weights, key.form()));
    }
  }

  /** The use of a model by one task. */
  static final class Lease implements AutoCloseable {
    private final Key key;
    private final NDList prepared;
    private boolean closed;

    private Lease(Key key, NDList prepared) {
      this.key = key;
      this.prepared = prepared;
    }

    /** Arrays to read, never to change or to close. */
    NDList prepared() {
      return prepared;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        giveBack(key);
      }
    }
  }

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
     * it ends. On a GPU it waits until no other task of the process has a model there: each has
     * keys and values beside the weights, and together they would not fit.
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
}
