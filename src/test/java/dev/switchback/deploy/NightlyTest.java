package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of a night, beside a launcher that writes down what it is told. */
class NightlyTest {
  @TempDir private Path root;

  @BeforeEach
  void putTheScriptBesideALauncher() throws IOException {
    script("jobs/pass-signals", Files.readString(Path.of("jobs/pass-signals")));
    script("jobs/schedules/nightly", Files.readString(Path.of("jobs/schedules/nightly")));
    script(
        "jobs/schedules/publish",
        "#!/usr/bin/env bash\necho \"publish $*\" >> '" + root + "/told'\n");
    launcher("true");
  }

  @Test
  void aNightIsARunOfItsOwnWithTheDateAsSeed() throws Exception {
    assertThat(night("conf/tiny.conf", "--night", "20261128", "--set", "spark.conf.a=b"))
        .isEqualTo(new Command(0, ""));

    assertThat(told())
        .containsExactly(
            "run conf/tiny.conf --set spark.conf.a=b --set runs="
                + root
                + "/all --set name=tiny-20261128 --set seed=20261128");
    assertThat(root.resolve("all")).doesNotExist();
  }

  @Test
  void withoutADateItIsToday() throws Exception {
    assertThat(night("conf/tiny.conf").exitCode()).isZero();

    assertThat(told().get(0)).matches(".* --set name=tiny-(\\d{8}) --set seed=\\1");
    assertThat(root.resolve("all/.unfinished-tiny")).doesNotExist();
  }

  @Test
  void aRetryGoesOnWithTheNightThatIsUnfinished() throws Exception {
    Files.createDirectories(root.resolve("all"));
    Files.writeString(root.resolve("all/.unfinished-tiny"), "20250101\n");
    launcher("exit 1");

    assertThat(night("conf/tiny.conf").exitCode()).isEqualTo(1);
    launcher("true");
    assertThat(night("conf/tiny.conf").exitCode()).isZero();
    assertThat(night("conf/tiny.conf").exitCode()).isZero();

    assertThat(told().subList(0, 2)).allMatch(line -> line.endsWith("seed=20250101"));
    assertThat(told().get(2)).doesNotContain("20250101");
  }

  @Test
  void whatNoRetryCuresIsNotTriedTheNextNight() throws Exception {
    Files.createDirectories(root.resolve("all"));
    for (int exitCode : new int[] {2, 3}) {
      Files.writeString(root.resolve("all/.unfinished-tiny"), "20250101\n");
      launcher("exit " + exitCode);

      assertThat(night("conf/tiny.conf").exitCode()).isEqualTo(exitCode);

      assertThat(root.resolve("all/.unfinished-tiny")).doesNotExist();
    }
  }

  @Test
  void onlyAFinishedNightIsPublished() throws Exception {
    Map<String, String> published = Map.of("SWITCHBACK_PUBLISHED", root + "/site");
    launcher("exit 1");
    run(published, "conf/tiny.conf", "--night", "20261128");
    launcher("true");
    run(published, "conf/tiny.conf", "--night", "20261128");

    assertThat(told().stream().filter(line -> line.startsWith("publish")))
        .containsExactly("publish " + root + "/all tiny-20261128 " + root + "/site");
  }

  @Test
  void aSignalEndsTheRunAndTheNightStaysUnfinished() throws Exception {
    launcher("echo $$ > '" + root + "/pid'; trap 'exit 143' TERM; while :; do sleep 0.1; done");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("jobs/schedules/nightly").toString(), "conf/tiny.conf")
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output").toFile());
    builder.environment().put("SWITCHBACK_RUNS", root + "/all");
    Process night = builder.start();
    Path pid = root.resolve("pid");
    while (!Files.exists(pid) || Files.size(pid) == 0) {
      assertThat(night.isAlive()).isTrue();
      Thread.sleep(20);
    }

    night.destroy();

    assertThat(night.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(night.exitValue()).isEqualTo(143);
    assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))).isEmpty();
    assertThat(root.resolve("all/.unfinished-tiny")).exists();
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    assertThat(night("--set", "seed=7"))
        .isEqualTo(
            new Command(
                2,
                "Cannot start a night: no experiment is named, expected a configuration before the"
                    + " options\n"));
    assertThat(night("conf/tiny.conf", "--night", "today").text())
        .isEqualTo("Cannot start a night: --night is 'today', expected a date such as 20261128\n");
    assertThat(run(Map.of("SWITCHBACK_RUNS", "hdfs:///runs"), "conf/tiny.conf").text())
        .isEqualTo(
            "Cannot start a night: which one is unfinished is not known of hdfs:///runs, expected"
                + " a local folder; give the date with --night\n");
  }

  private void launcher(String then) throws IOException {
    script(
        "jobs/switchback",
        "#!/usr/bin/env bash\necho \"$*\" >> '" + root + "/told'\n" + then + "\n");
  }

  private void script(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private List<String> told() throws IOException {
    return Files.readAllLines(root.resolve("told"));
  }

  private Command night(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Command run(Map<String, String> environment, String... arguments) throws Exception {
    Map<String, String> all = new HashMap<>(Map.of("SWITCHBACK_RUNS", root + "/all"));
    all.putAll(environment);
    List<String> command = new ArrayList<>();
    command.add(root.resolve("jobs/schedules/nightly").toString());
    command.addAll(List.of(arguments));
    return Command.run(all, command);
  }
}
