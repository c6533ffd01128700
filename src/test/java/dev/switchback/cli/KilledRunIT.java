package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed again and again ends with the report of one that was left alone. */
class KilledRunIT {
  private static final Path LAUNCHER = Path.of("jobs/switchback").toAbsolutePath();

  private static final String EXPERIMENT =
      """
      name = tiny
      problems { numbers = 3, max-number = 9, min-target = 10, max-target = 30
        train = 400, validation = 20, validation-share = 0.2, unseen-target = 20 }
      models.direct {
        style = direct
        architecture { hidden-size = 16, layers = 2, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128 }
        training { steps = 60, batch-tokens = 512, learning-rate = 3e-3, round-steps = 10
          checkpoint-every-steps = 20, bucket-width = 32, validation-rows = 20 }
        sampling { max-tokens = 100, samples = 16, slots = 64 }
      }
      models.backtracking = ${models.direct} {
        style = backtracking
        searches = [dfs-mult]
        architecture.context-length = 256
        sampling { max-tokens = 200, samples = 1, temperature = 0 }
      }
      evaluation { budgets = [64, 128, 200], random-play-samples = 16, bootstrap-samples = 200 }
      """;

  /** What is there when the run is killed: while it generates, trains, samples and evaluates. */
  private static final List<String> MOMENTS =
      List.of(
          "problems",
          "models/direct/checkpoints/step-0000000020",
          "models/backtracking/checkpoints",
          "samples/model=direct",
          "scores");

  @TempDir private Path folder;

  @Test
  void aKilledRunEndsWithTheSameReport() throws Exception {
    Path experiment = Files.writeString(folder.resolve("tiny.conf"), EXPERIMENT);
    Path alone = folder.resolve("alone");
    assertThat(start(experiment, alone).waitFor()).isZero();

    Path killed = folder.resolve("killed");
    for (String moment : MOMENTS) {
      killAt(start(experiment, killed), killed.resolve("tiny").resolve(moment));
    }
    assertThat(start(experiment, killed).waitFor()).isZero();

    Map<String, String> expected = report(alone);
    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report(killed)).isEqualTo(expected);
  }

  private static void killAt(Process process, Path moment) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (Files.notExists(moment)) {
      assertThat(process.isAlive() && System.nanoTime() < limit).as("%s comes", moment).isTrue();
      TimeUnit.MILLISECONDS.sleep(2);
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as("killed at %s", moment).isEqualTo(128 + 9);
  }

  private Process start(Path experiment, Path runs) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                LAUNCHER.toString(), "run", experiment.toString(), "--set", "runs=" + runs)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().remove("SPARK_HOME");
    return builder.start();
  }

  /** The tables of a report, by name. */
  private static Map<String, String> report(Path runs) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.walk(runs.resolve("tiny/report"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
        tables.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return tables;
  }
}
