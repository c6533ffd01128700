package dev.switchback.dataset;

import java.io.IOException;
import org.apache.spark.util.LongAccumulator;

/** Shows how far each step of the work has come while it is taken. */
@FunctionalInterface
public interface Steps {

  /**
   * Takes a step.
   *
   * @param what it does, for example {@code Drawing train problems}
   * @param total what the counter ends at
   */
  void take(String what, long total, Step step) throws IOException;

  /** What is done while a counter is watched. */
  @FunctionalInterface
  interface Step {
    void run(LongAccumulator counter) throws IOException;
  }
}
