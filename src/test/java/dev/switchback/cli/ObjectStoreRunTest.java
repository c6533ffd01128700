package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.ObjectStore;
import dev.switchback.tier.NativeEngine;
import dev.switchback.tier.StartsSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program where a run's folder is in an object store. */
@StartsSpark
@NativeEngine
class ObjectStoreRunTest {
  private static final List<String> TINIER =
      List.of(
          "models.direct.training.steps=10",
          "models.backtracking.training.steps=10",
          "models.direct.training.checkpoints.every-steps=10",
          "problems.train=100",
          "evaluation.bootstrap-samples=100",
          "evaluation.router.learners=[cautious-logistic]");

  @TempDir private Path folder;

  @Test
  void aRunIsMadeWholeAndThenFinished() throws IOException {
    Program run = run();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("report: object:" + folder + "/tiny/report/report.html\n");

    try (Stream<Path> files = Files.walk(folder.resolve("tiny"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .contains("_manifest.json", "model.safetensors", "report.html")
          .noneMatch(name -> name.startsWith("_lock-") || name.startsWith("_attempt-"))
          .noneMatch(name -> name.endsWith(".unfinished"));
    }
    Path report = folder.resolve("tiny/report/report.html");
    Files.writeString(report, "not written again");
    assertThat(run().exitCode()).isZero();
    assertThat(report).hasContent("not written again");
  }

  private Program run() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("run", TinyExperiment.write(folder).toString(), "--master", "local[2]"));
    for (String setting : TINIER) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(
        Arrays.asList(
            "--set",
            "runs=\"object:" + folder + "\"",
            "--set",
            "spark.conf.spark.hadoop." + ObjectStore.KEY + "=" + ObjectStore.class.getName()));
    return Program.run(arguments.toArray(String[]::new));
  }
}
