package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that run several experiments, beside a launcher that writes down what it is told. */
class JobsTest {
  @TempDir private Path root;

  @BeforeEach
  void putTheScriptsBesideALauncher() throws IOException {
    Path jobs = Files.createDirectories(root.resolve("jobs"));
    for (String script : List.of("pass-signals", "run-all", "quickstart", "study")) {
      Files.copy(Path.of("jobs", script), jobs.resolve(script));
      assertThat(jobs.resolve(script).toFile().setExecutable(true)).isTrue();
    }
    launcher("true");
  }

  @Test
  void theQuickstartRunsBothExperimentsWithTheOptions() throws Exception {
    assertThat(job("quickstart", "--set", "seed=7").waitFor()).isZero();

    String options = " --set runs=" + root + "/runs --set seed=7";
    assertThat(told())
        .containsExactly(
            "run " + root + "/conf/quickstart.conf" + options,
            "run " + root + "/conf/quickstart-sudoku.conf" + options);
  }

  @Test
  void theFirstFailureEndsIt() throws Exception {
    launcher("exit 3");

    assertThat(job("quickstart").waitFor()).isEqualTo(3);
    assertThat(told()).hasSize(1);
    assertThat(job("run-all", "--set", "seed=7").waitFor()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "study"})
  void aSignalEndsTheRunThatGoesOn(String script) throws Exception {
    launcher("echo $$ > '" + root + "/pid'; trap 'exit 143' TERM; while :; do sleep 0.1; done");
    Process job = job(script);
    Path pid = root.resolve("pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      assertThat(job.isAlive()).isTrue();
      Thread.sleep(20);
    }

    job.destroy();

    assertThat(job.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(job.exitValue()).isEqualTo(143);
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
    assertThat(told()).hasSize(1);
  }

  @Test
  void theStudyReportsEachExperimentBesideTheOthers() throws Exception {
    assertThat(job("study", "--set", "seed=7").waitFor()).isZero();

    List<String> told = told();
    assertThat(told).hasSize(8);
    assertThat(told.subList(0, 4))
        .allMatch(line -> line.startsWith("run " + root + "/conf/study/"))
        .allMatch(line -> line.endsWith("stages=[generate, train, grpo, sample, evaluate]"));
    assertThat(told.get(4))
        .isEqualTo(
            "report "
                + root
                + "/conf/study/sudoku.conf --set runs="
                + root
                + "/runs --set seed=7 --set report.compare-with=[study-countdown,"
                + " study-countdown-stacked, study-sudoku-easier]");
  }

  private void launcher(String then) throws IOException {
    Path launcher = root.resolve("jobs/switchback");
    Files.writeString(launcher, "#!/usr/bin/env bash\necho \"$*\" >> '" + root + "/told'\n" + then);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(root.resolve("told"));
  }

  private Process job(String name, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("jobs").resolve(name).toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("output").toFile())
        .start();
  }
}
