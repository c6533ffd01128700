package dev.switchback.cluster;

import dev.switchback.cluster.WorkerPlacement.ExecutorResources;
import dev.switchback.config.ConfigurationException;
import dev.switchback.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.Tuple2;
import scala.collection.JavaConverters;

/** The executors that a Spark application has at a time. */
final class Executors {
  private static final String DRIVER = "driver";

  private Executors() {}

  /** Those that are alive now; of one machine's own cores, the driver itself. */
  static List<ExecutorResources> now(SparkContext spark) {
    boolean local = WorkerPlacement.isLocal(settings(spark));
    return JavaConverters.seqAsJavaList(spark.statusStore().executorList(true)).stream()
        .filter(executor -> local == executor.id().equals(DRIVER))
        .map(Executors::resources)
        .toList();
  }

  /**
   * Waits until there is room for so many workers.
   *
   * @throws ConfigurationException if there is none in time; it says which executors there are
   */
  static List<ExecutorResources> await(SparkContext spark, Workers.Asked asked) {
    List<ExecutorResources> executors = now(spark);
    return hasRoom(spark, executors, asked.count()) ? executors : awaitMore(spark, asked);
  }

  private static List<ExecutorResources> awaitMore(SparkContext spark, Workers.Asked asked) {
    boolean local = WorkerPlacement.isLocal(settings(spark));
    long started = System.nanoTime();
    List<ExecutorResources> executors = now(spark);
    try (Progress progress = Progress.start("Waiting for executors", asked.count(), "workers")) {
      while (!hasRoom(spark, executors, asked.count())) {
        boolean hopeless = local && !executors.isEmpty();
        if (hopeless || System.nanoTime() - started > asked.limit().toNanos()) {
          throw missing(executors, asked, slots(spark, executors));
        }
        requireRunning(spark);
        pause();
        executors = now(spark);
        progress.advanceTo(slots(spark, executors), "");
      }
    }
    return executors;
  }

  private static boolean hasRoom(
      SparkContext spark, List<ExecutorResources> executors, int workers) {
    return slots(spark, executors) >= workers;
  }

  private static int slots(SparkContext spark, List<ExecutorResources> executors) {
    return WorkerPlacement.slots(settings(spark), executors);
  }

  static Map<String, String> settings(SparkContext spark) {
    Map<String, String> settings = new TreeMap<>();
    for (Tuple2<String, String> entry : spark.getConf().getAll()) {
      settings.put(entry._1(), entry._2());
    }
    return settings;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot wait for executors: interrupted", interrupted);
    }
  }

  /** A cluster removes an application whose executors cannot be started. */
  private static void requireRunning(SparkContext spark) {
    if (spark.isStopped()) {
      throw new IllegalStateException(
          "Cannot wait for executors: Spark has stopped, expected a running application; see what"
              + " the cluster says of it and of its executors");
    }
  }

  private static ConfigurationException missing(
      List<ExecutorResources> executors, Workers.Asked asked, int slots) {
    String there =
        executors.isEmpty()
            ? "no executor"
            : String.join(", ", executors.stream().map(ExecutorResources::description).toList());
    return new ConfigurationException(
        "Cannot train with "
            + asked.key()
            + " = "
            + asked.count()
            + ": there is room for "
            + slots
            + " after at most "
            + asked.limit().toMinutes()
            + " minutes ("
            + there
            + "), expected an executor or a GPU for each worker, or a core of local[..]; ask for"
            + " more executors (spark.executor.instances, spark.cores.max) or lower "
            + asked.key());
  }

  private static ExecutorResources resources(ExecutorSummary executor) {
    ResourceInformation gpu = JavaConverters.mapAsJavaMap(executor.resources()).get(TaskDevice.GPU);
    return new ExecutorResources(
        executor.id(),
        executor.hostPort(),
        executor.totalCores(),
        gpu == null ? 0 : gpu.addresses().length);
  }
}
