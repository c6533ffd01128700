package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Training with two workers in JVMs of their own, on a cluster of Spark's own processes. */
@Isolated
class ClusterTrainingIT {
  private static final String EXPERIMENT =
      """
      name = tiny
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30, repeats = true
        train = 2000, validation = 20, validation-share = 0.2, unseen-target = 0 }
      models.direct {
        style = direct
        architecture { hidden-size = 32, layers = 2, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 64, context-length = 128 }
        training { steps = 200, batch-tokens = 2048, learning-rate = 3e-3, warmup-steps = 20
          precision = float32, round-steps = 50, bucket-width = 32, workers.count = 2
          checkpoints.every-steps = 50, validation { rows = 20, every-steps = 200 } }
        sampling { max-tokens = 100, samples = 16, slots = 64 }
      }
      evaluation { budgets = [100], pass-at = [1] }
      spark.conf {
        spark.executor.memory = 700m, spark.executor.cores = 1
        spark.driver.host = "127.0.0.1", spark.driver.bindAddress = "127.0.0.1"
        spark.ui.enabled = false
      }
      """;

  @TempDir private Path folder;

  private Path experiment;
  private StandaloneCluster cluster;

  @BeforeEach
  void startCluster() throws Exception {
    experiment = Files.writeString(folder.resolve("tiny.conf"), EXPERIMENT);
    cluster = StandaloneCluster.start(Files.createDirectory(folder.resolve("cluster")), 2);
  }

  @AfterEach
  void stopCluster() throws Exception {
    cluster.close();
  }

  @Test
  void killedWorkersAndDriversChangeNothingAndTwoWorkersLearn() throws Exception {
    generate("alone", "worker-killed", "driver-killed");

    requireSuccess("alone", train("alone"));

    Process driver = train("driver-killed");
    awaitRounds("driver-killed", 2, driver);
    driver.destroyForcibly().waitFor();
    requireSuccess("driver-killed", train("driver-killed"));
    assertThat(weights("driver-killed")).isEqualTo(weights("alone"));
    assertThat(losses("driver-killed")).isEqualTo(losses("alone"));

    driver = train("worker-killed");
    awaitRounds("worker-killed", 1, driver);
    awaitWork(cluster.lastExecutor().orElseThrow());
    cluster.killLastWorker();
    cluster.addWorker("worker-2");
    requireSuccess("worker-killed", driver);
    assertThat(log("worker-killed")).contains("Lost executor");
    assertThat(weights("worker-killed")).isEqualTo(weights("alone"));
    assertThat(losses("worker-killed")).isEqualTo(losses("alone"));

    List<RoundReport> rounds = reports("alone");
    assertThat(rounds.get(rounds.size() - 1).loss()).isLessThan(0.6 * rounds.get(0).loss());
  }

  private void requireSuccess(String run, Process process) throws Exception {
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended && process.waitFor() == 0).as(log(run)).isTrue();
  }

  /** The same problems and traces for each run. */
  private void generate(String first, String... others) throws Exception {
    requireSuccess(first, start(first, "local[2]", "generate"));
    for (String other : others) {
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

  private Process train(String run) throws IOException {
    return start(run, cluster.url(), "train");
  }

  private Process start(String run, String master, String... command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of(Path.of("jobs/switchback").toAbsolutePath().toString()));
    all.addAll(List.of("--master", master, command[0], experiment.toString()));
    all.addAll(List.of("--set", "runs=" + folder.resolve(run)));
    all.addAll(List.of(command).subList(1, command.length));
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(run + ".log").toFile()));
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SWITCHBACK_DRIVER_MEMORY", "700m");
    return JavaProcess.quickly(builder).start();
  }

  private void awaitRounds(String run, int rounds, Process driver) throws Exception {
    Path metrics = model(run).resolve("metrics.jsonl");
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!Files.exists(metrics) || Files.readAllLines(metrics).size() < rounds) {
      assertThat(driver.isAlive() && System.nanoTime() < limit).as(log(run)).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A worker in the middle of a round computes. */
  private static void awaitWork(ProcessHandle executor) throws Exception {
    Duration begun = executor.info().totalCpuDuration().orElseThrow();
    while (executor.info().totalCpuDuration().orElseThrow().minus(begun).toMillis() < 500) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private Path model(String run) {
    return folder.resolve(run).resolve("tiny/models/direct");
  }

  private byte[] weights(String run) throws IOException {
    return Files.readAllBytes(model(run).resolve("model.safetensors"));
  }

  private List<RoundReport> reports(String run) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    return MetricsFile.read(files, new org.apache.hadoop.fs.Path(model(run).toUri()));
  }

  private List<Double> losses(String run) throws IOException {
    return reports(run).stream().map(RoundReport::loss).toList();
  }

  private String log(String run) throws IOException {
    Path log = folder.resolve(run + ".log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
