package dev.switchback.cluster;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;

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
}
