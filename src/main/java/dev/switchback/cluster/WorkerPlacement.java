package dev.switchback.cluster;

import dev.switchback.config.ConfigurationException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.network.util.JavaUtils;

/**
 * Where the workers of a training run: a pure function of Spark's settings and its executors.
 *
 * <p>On a cluster each worker has an executor to itself, or one of its GPUs with that GPU's share
 * of the cores. Tasks that prepare data still use every core, because the request is made for the
 * training's stages alone (Spark's stage-level scheduling, which standalone, YARN and Kubernetes
 * have). On one machine's cores ({@code local[..]}) workers share the cores.
 *
 * @param threads for a worker's products on a CPU
 * @param request what Spark has to give to each worker's task
 */
public record WorkerPlacement(int threads, Request request) {

  /**
   * Resources of a task.
   *
   * @param cores at least 1; 0 for Spark's default
   * @param gpus 0 or 1
   */
  public record Request(int cores, int gpus) {
    static final Request DEFAULT = new Request(0, 0);
  }

  private static final List<String> WITH_STAGE_LEVEL_SCHEDULING =
      List.of("spark://", "yarn", "k8s://");

  /**
   * Refuses settings with which workers cannot train, whatever executors come.
   *
   * @param conf Spark's settings
   * @param stateBytes size of what is averaged
   * @throws ConfigurationException that says what to set instead
   */
  static void requireSettings(Map<String, String> conf, int workers, long stateBytes) {
    boolean local = isLocal(conf);
    require(
        local || !"true".equals(conf.get("spark.dynamicAllocation.enabled")),
        "spark.dynamicAllocation.enabled = true, expected false: executors that go take the rows of"
            + " their workers with them, and a round would wait for those that do not come; set it"
            + " to false and ask for "
            + workers
            + " executors (spark.executor.instances, or --num-executors)");
    require(
        local || !"true".equals(conf.get("spark.speculation")),
        "spark.speculation = true, expected false: a second copy of a worker would take another"
            + " one's device; set it to false");
    String share = conf.getOrDefault("spark.task.resource.gpu.amount", "1");
    require(
        number(share) >= 1,
        "spark.task.resource.gpu.amount = "
            + share
            + ", expected 1: several workers would share a GPU; set it to 1");
    String limit = conf.getOrDefault("spark.driver.maxResultSize", "1g");
    long bytes = JavaUtils.byteStringAsBytes(limit);
    require(
        bytes == 0 || bytes >= stateBytes,
        "spark.driver.maxResultSize = "
            + limit
            + ", expected at least "
            + ((stateBytes >> 20) + 1)
            + "m for the weights and moments that a round gives back; set it to 0, which is no"
            + " limit");
  }

  /** How many workers the executors that are there have room for. */
  static int slots(Map<String, String> conf, List<ExecutorResources> executors) {
    if (isLocal(conf)) {
      return executors.stream().mapToInt(ExecutorResources::cores).sum();
    }
    return executors.stream().mapToInt(WorkerPlacement::workersOf).sum();
  }

  /**
   * Places workers on executors that have room for all of them.
   *
   * @throws ConfigurationException if two workers could be given one device
   */
  static WorkerPlacement of(
      Map<String, String> conf, List<ExecutorResources> executors, int workers) {
    if (isLocal(conf)) {
      int cores = executors.stream().mapToInt(ExecutorResources::cores).sum();
      return new WorkerPlacement(Math.max(1, cores / workers), Request.DEFAULT);
    }
    boolean onGpus = executors.stream().anyMatch(executor -> executor.gpus() > 0);
    int cores = executors.stream().mapToInt(WorkerPlacement::coresOfWorker).min().orElse(1);
    if (WITH_STAGE_LEVEL_SCHEDULING.stream().noneMatch(master(conf)::startsWith)) {
      int taskCores = (int) number(conf.getOrDefault("spark.task.cpus", "1"));
      requireOneEach(executors, taskCores, onGpus);
      return new WorkerPlacement(taskCores, Request.DEFAULT);
    }
    requireOneEach(executors, cores, onGpus);
    return new WorkerPlacement(cores, new Request(cores, onGpus ? 1 : 0));
  }

  /** A GPU is given to one task alone; without GPUs, the cores have to keep workers apart. */
  private static void requireOneEach(List<ExecutorResources> executors, int cores, boolean onGpus) {
    executors.stream()
        .filter(executor -> !onGpus && executor.cores() / cores > 1)
        .max(Comparator.comparingInt(ExecutorResources::cores))
        .ifPresent(
            large ->
                require(
                    false,
                    large.description()
                        + " has room for two workers of "
                        + cores
                        + " cores, expected room for one: they would share a device; set"
                        + " spark.executor.cores, so that executors are of one size, and where the"
                        + " cluster manager has no stage-level scheduling, spark.task.cpus to the"
                        + " same number"));
  }

  private static int workersOf(ExecutorResources executor) {
    return Math.max(1, executor.gpus());
  }

  private static int coresOfWorker(ExecutorResources executor) {
    return Math.max(1, executor.cores() / workersOf(executor));
  }

  static boolean isLocal(Map<String, String> conf) {
    return master(conf).matches("local(\\[.*])?");
  }

  private static String master(Map<String, String> conf) {
    return conf.getOrDefault("spark.master", "local");
  }

  private static double number(String text) {
    return Double.parseDouble(text.strip());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ConfigurationException("Cannot train on this cluster: " + message);
    }
  }

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
}
