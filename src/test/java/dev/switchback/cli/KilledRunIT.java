package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * A run that is ended again and again ends with the tables of one that was left alone. Spark
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
  void aKilledRunEndsWithTheSameTables() throws Exception {
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

    Map<String, String> expected = tables(alone.resolve("tiny/report"), ".csv");
    assertThat(expected).hasSizeGreaterThan(3);
    assertThat(tables(killed.resolve("tiny/report"), ".csv")).isEqualTo(expected);
    for (String table : List.of("problems", "traces", "samples", "scores", "metrics")) {
      Path made = Path.of("tiny", table);
      assertThat(tables(killed.resolve(made), ".parquet"))
          .as(table)
          .isNotEmpty()
          .isEqualTo(tables(alone.resolve(made), ".parquet"));
    }
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

  /** The bytes of a folder's files, by name. */
  private static Map<String, String> tables(Path folder, String kind) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(kind)).toList()) {
        tables.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return tables;
  }
}
