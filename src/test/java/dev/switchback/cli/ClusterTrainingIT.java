package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.train.MetricsFile;
import dev.switchback.train.RoundReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
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
      """;

  @TempDir private Path folder;

  @Test
  void killedWorkersAndDriversChangeNothingAndTwoWorkersLearn() throws Exception {
    try (ClusterRuns runs = new ClusterRuns(folder, EXPERIMENT)) {
      runs.begin("generate", List.of("alone", "worker-killed", "driver-killed"));
      runs.requireSuccess("alone", runs.start("alone", "train"));

      Process driver = runs.start("driver-killed", "train");
      runs.await("driver-killed", driver, () -> rounds(runs, "driver-killed") >= 2);
      driver.destroyForcibly().waitFor();
      runs.requireSuccess("driver-killed", runs.start("driver-killed", "train"));
      assertSame(runs, "driver-killed");

      driver = runs.start("worker-killed", "train");
      runs.await("worker-killed", driver, () -> rounds(runs, "worker-killed") >= 1);
      runs.killWorkerAtWork();
      runs.requireSuccess("worker-killed", driver);
      assertThat(runs.log("worker-killed")).contains("Lost executor");
      assertSame(runs, "worker-killed");

      List<Double> losses = losses(runs, "alone");
      assertThat(losses.get(losses.size() - 1)).isLessThan(0.6 * losses.get(0));
    }
  }

  private static void assertSame(ClusterRuns runs, String run) throws IOException {
    assertThat(runs.weights(run, "direct")).isEqualTo(runs.weights("alone", "direct"));
    assertThat(losses(runs, run)).isEqualTo(losses(runs, "alone"));
  }

  private static int rounds(ClusterRuns runs, String run) throws IOException {
    Path metrics = runs.model(run, "direct").resolve("metrics.jsonl");
    return Files.exists(metrics) ? Files.readAllLines(metrics).size() : 0;
  }

  private static List<Double> losses(ClusterRuns runs, String run) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var folder = new org.apache.hadoop.fs.Path(runs.model(run, "direct").toUri());
    return MetricsFile.read(files, folder).stream().map(RoundReport::loss).toList();
  }
}
