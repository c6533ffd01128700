package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A run that is ended again and again ends with the report of one that was left alone. Spark
 * interprets its queries, as in most tests: seven processes would compile them anew.
 */
@Isolated
class KilledRunIT {
  private static final Path LAUNCHER = Path.of("jobs/switchback").toAbsolutePath();

  /** What is there when the run is killed: while it generates, trains, samples and evaluates. */
  private static final List<String> MOMENTS =
      List.of(
          "problems",
          "models/backtracking/checkpoints/step-0000000020",
          "samples/model=direct",
          "scores");

  /** What is there when the run is told to end, in its second training. */
  private static final String TRAINING = "models/direct/checkpoints";

  private static final String INTERPRETED =
      """
      spark.conf {
        spark.sql.adaptive.enabled = false
        spark.sql.codegen.wholeStage = false
        spark.sql.codegen.factoryMode = NO_CODEGEN
      }
      """;

  @TempDir private Path folder;

  @Test
  void aKilledRunEndsWithTheSameReport() throws Exception {
    Path experiment = TinyExperiment.write(folder);
    Files.writeString(experiment, INTERPRETED, StandardOpenOption.APPEND);
    Path alone = folder.resolve("alone");
    assertThat(start(experiment, alone).waitFor()).isZero();

    Path killed = folder.resolve("killed");
    for (String moment : MOMENTS) {
      killAt(start(experiment, killed), killed.resolve("tiny").resolve(moment));
      if (moment.contains("step-")) {
        tellToEnd(start(experiment, killed), killed.resolve("tiny").resolve(TRAINING));
      }
    }
    assertThat(folder.resolve("log")).content().doesNotContain("SIGSEGV", "\tat ");
    assertThat(start(experiment, killed).waitFor()).isZero();

    Map<String, String> expected = report(alone);
    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(report(killed)).isEqualTo(expected);
  }

  private static void awaitMoment(Process process, Path moment) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (Files.notExists(moment)) {
      assertThat(process.isAlive() && System.nanoTime() < limit).as("%s comes", moment).isTrue();
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  private static void killAt(Process process, Path moment) throws Exception {
    awaitMoment(process, moment);
    process.destroyForcibly();
    assertThat(process.waitFor()).as("killed at %s", moment).isEqualTo(128 + 9);
  }

  /** By SIGTERM, at which native code must not crash. */
  private static void tellToEnd(Process process, Path moment) throws Exception {
    awaitMoment(process, moment);
    process.destroy();
    assertThat(process.waitFor()).as("told to end at %s", moment).isEqualTo(128 + 15);
  }

  private Process start(Path experiment, Path runs) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                LAUNCHER.toString(), "run", experiment.toString(), "--set", "runs=" + runs)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().remove("SPARK_HOME");
    return JavaProcess.quickly(builder).start();
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
