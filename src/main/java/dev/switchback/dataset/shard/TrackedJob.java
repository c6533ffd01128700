package dev.switchback.dataset.shard;

import java.io.IOException;
import org.apache.spark.util.LongAccumulator;

/** Shows how far each step of the work has come while it is taken. */
@FunctionalInterface
public interface TrackedJob {

  /**
   * Does a step.
   *
   * @param what it does, for example {@code Drawing train problems}
   * @param total what the counter ends at
   */
  void run(String what, long total, Work step) throws IOException;

  /** What is done while a counter is watched. */
  @FunctionalInterface
  interface Work {
    void run(LongAccumulator counter) throws IOException;
  }
}
