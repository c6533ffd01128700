package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.grpo.StepReport;
import dev.switchback.train.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Training by rewards with two workers in JVMs of their own, on a cluster of Spark's processes. */
@Isolated
class ClusterGrpoIT {
  /** Entropy is what a model that solves nothing learns from; steps last long enough to be hit. */
  private static final String EXPERIMENT =
      """
      name = tiny
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30, repeats = true
        train = 500, validation = 20, validation-share = 0.2, unseen-target = 0 }
      models.direct {
        style = direct
        architecture { hidden-size = 32, layers = 2, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 64, context-length = 128 }
        training { steps = 40, batch-tokens = 1024, learning-rate = 3e-3, precision = float32
          round-steps = 40, bucket-width = 32, validation { rows = 0, generations = 0 } }
        sampling { max-tokens = 100, samples = 2, slots = 64 }
      }
      models.rewarded = ${models.direct} {
        reinforced-from = direct
        grpo { steps = 6, prompts = 64, samples = 8, learning-rate = 1e-3
          loss { entropy-coefficient = 0.1, kl-coefficient = 0.1 }
          learner.workers = 2, checkpoints.every-steps = 2, monitoring.problems = 0 }
      }
      evaluation { budgets = [100], pass-at = [1] }
      """;

  @TempDir private Path folder;

  @Test
  void killedWorkersAndDriversChangeNoWeight() throws Exception {
    try (ClusterRuns runs = new ClusterRuns(folder, EXPERIMENT)) {
      runs.begin("generate, train", List.of("alone", "driver", "worker"));
      runs.requireSuccess("alone", runs.start("alone", "grpo"));
      assertThat(runs.weights("alone", "rewarded")).isNotEqualTo(runs.weights("alone", "direct"));

      Process driver = runs.start("driver", "grpo");
      killedWhile(runs, driver, () -> files(runs, "driver", 3) >= 0);
      driver = runs.start("driver", "grpo");
      killedWhile(runs, driver, () -> files(runs, "driver", 5) == 2);
      runs.requireSuccess("driver", runs.start("driver", "grpo"));
      assertSame(runs, "driver");

      driver = runs.start("worker", "grpo");
      runs.await("worker", driver, () -> files(runs, "worker", 3) >= 0);
      runs.killWorkerAtWork();
      runs.await("worker", driver, () -> files(runs, "worker", 5) == 2);
      runs.killWorkerAtWork();
      runs.requireSuccess("worker", driver);
      assertThat(runs.log("worker")).contains("Lost executor");
      assertSame(runs, "worker");
    }
  }

  private static void killedWhile(ClusterRuns runs, Process driver, ClusterRuns.Point point)
      throws Exception {
    runs.await("driver", driver, point);
    driver.destroyForcibly().waitFor();
  }

  /** How many files of a step's completions are there: two are all; -1 before any is begun. */
  private static long files(ClusterRuns runs, String run, int step) throws IOException {
    String folder = String.format(Locale.ROOT, "rollouts/step=%010d", step);
    Path drawn = runs.model(run, "rewarded").resolve(folder);
    if (!Files.isDirectory(drawn)) {
      return -1;
    }
    try (Stream<Path> files = Files.walk(drawn)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private static void assertSame(ClusterRuns runs, String run) throws IOException {
    assertThat(runs.weights(run, "rewarded")).isEqualTo(runs.weights("alone", "rewarded"));
    assertThat(rewards(runs, run)).isEqualTo(rewards(runs, "alone"));
  }

  private static List<StepReport.Rewards> rewards(ClusterRuns runs, String run) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var folder = new org.apache.hadoop.fs.Path(runs.model(run, "rewarded").toUri());
    return MetricsFile.read(files, folder, StepReport.class).stream()
        .map(StepReport::rewards)
        .toList();
  }
}
