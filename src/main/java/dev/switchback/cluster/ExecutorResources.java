package dev.switchback.cluster;

/**
 * What an executor has to compute with.
 *
 * @param id Spark's name for it
 * @param host where it runs
 * @param cores that Spark may use
 * @param gpus that Spark may give to tasks
 */
public record ExecutorResources(String id, String host, int cores, int gpus) {

  /** For messages. */
  String description() {
    return "executor " + id + " on " + host + " with " + cores + " cores and " + gpus + " GPUs";
  }
}
