package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs of one experiment, called {@code tiny}, each in a folder of its own, by a driver that is a
 * process of its own on a cluster of two workers.
 */
final class ClusterRuns implements AutoCloseable {
  /** Executors and drivers that fit a small machine. */
  static final String SPARK =
      """
      spark.conf {
        spark.executor.memory = 700m, spark.executor.cores = 1
        spark.driver.host = "127.0.0.1", spark.driver.bindAddress = "127.0.0.1"
        spark.ui.enabled = false
      }
      """;

  private final Path folder;
  private final Path experiment;
  private final StandaloneCluster cluster;
  private int workers = 2;

  /**
   * @param folder of the runs, their logs, and the cluster
   * @param experiment in HOCON syntax
   */
  ClusterRuns(Path folder, String experiment) throws Exception {
    this.folder = folder;
    this.experiment = Files.writeString(folder.resolve("tiny.conf"), experiment + SPARK);
    cluster = StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), workers);
  }

  /** What all runs have in common, made by stages on this machine alone. */
  void begin(String stages, List<String> runs) throws Exception {
    String first = runs.get(0);
    requireSuccess(first, start(first, "local[2]", "run", "--set", "stages=[" + stages + "]"));
    for (String other : runs.subList(1, runs.size())) {
      copy(folder.resolve(first), folder.resolve(other));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  /** Starts the driver of a stage, whose work is the cluster's. */
  Process start(String run, String stage) throws IOException {
    return start(run, cluster.url(), stage);
  }

  private Process start(String run, String master, String command, String... options)
      throws IOException {
    List<String> all =
        new ArrayList<>(List.of(Path.of("jobs/switchback").toAbsolutePath().toString()));
    all.addAll(List.of("--master", master, command, experiment.toString()));
    all.addAll(List.of("--set", "runs=" + folder.resolve(run)));
    all.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(run + ".log").toFile()));
    builder.environment().put("SWITCHBACK_DRIVER_MEMORY", "700m");
    return JavaProcess.quickly(builder).start();
  }

  void requireSuccess(String run, Process driver) throws Exception {
    boolean ended = driver.waitFor(10, TimeUnit.MINUTES);
    driver.destroyForcibly();
    assertThat(ended && driver.waitFor() == 0).as(log(run)).isTrue();
  }

  /** Whether a driver has come to a point. */
  interface Point {
    boolean isReached() throws IOException;
  }

  /** Waits for a driver that is at work. */
  void await(String run, Process driver, Point point) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!point.isReached()) {
      assertThat(driver.isAlive() && System.nanoTime() < limit).as(log(run)).isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** SIGKILL to a worker while its executor computes; another one comes. */
  void killWorkerAtWork() throws Exception {
    ProcessHandle executor = cluster.lastExecutor().orElseThrow();
    Duration begun = executor.info().totalCpuDuration().orElseThrow();
    while (executor.info().totalCpuDuration().orElseThrow().minus(begun).toMillis() < 500) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    cluster.killLastWorker();
    workers++;
    cluster.addWorker("worker-" + workers);
  }

  Path model(String run, String name) {
    return folder.resolve(run).resolve("tiny/models").resolve(name);
  }

  byte[] weights(String run, String name) throws IOException {
    return Files.readAllBytes(model(run, name).resolve("model.safetensors"));
  }

  /** What a run's drivers have printed. */
  String log(String run) throws IOException {
    Path log = folder.resolve(run + ".log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
