package dev.switchback.cluster;

import ai.djl.Device;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Whose turn it is on each GPU of the process: one task's at a time, however many tasks Spark runs.
 * A task may take turns on its GPU again while it has one, for another model. CPUs are for all.
 */
final class GpuTurns {
  private static final long LOOK_MILLIS = 200;

  private final Map<Device, Held> held = new HashMap<>();

  /**
   * Waits until no other task has the device, and takes it.
   *
   * @param task its number
   * @param killed whether the task shall end
   * @throws CancellationException if the task shall end before it has the device
   */
  synchronized Turn take(Device device, long task, BooleanSupplier killed) {
    if (!device.isGpu()) {
      return () -> {};
    }
    await(device, task, killed);
    held.computeIfAbsent(device, free -> new Held(task)).turns++;
    return () -> giveBack(device);
  }

  private synchronized void await(Device device, long task, BooleanSupplier killed) {
    try {
      while (held.containsKey(device) && held.get(device).task != task) {
        if (killed.getAsBoolean()) {
          throw new CancellationException("Ended while another task had " + device);
        }
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while another task had " + device);
    }
  }

  private synchronized void giveBack(Device device) {
    Held own = held.get(device);
    own.turns--;
    if (own.turns == 0) {
      held.remove(device);
      notifyAll();
    }
  }

  /** The use of a device by a task; closed once. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Held {
    private final long task;
    private int turns;

    private Held(long task) {
      this.task = task;
    }
  }
}
