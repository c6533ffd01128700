package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.TestModels;
import dev.switchback.model.WeightStorage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The program as a user starts it: its own process, the shaded jar, Spark's class path. */
@Isolated
class LauncherIT {
  private static final Path LAUNCHER = Path.of("jobs/switchback").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void itIsStartedFromAnyFolderThroughALink() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("a folder"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("a link"), LAUNCHER);

    Program help = start(elsewhere, Map.of(), link.toString(), "--help");
    Files.delete(link);

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: switchback");
  }

  @Test
  void optionsMayStandBeforeOrAfterTheCommand() throws Exception {
    Path file = Path.of("conf/quickstart.conf").toAbsolutePath();

    Program config = launch("--set", "seed=5", "config", file.toString(), "--set", "runs=a b");

    assertThat(config.exitCode()).isZero();
    assertThat(config.out()).contains("\nseed = 5\n", "\nruns = \"a b\"\n");
  }

  @Test
  void whatMeasuresIsInAJarOfItsOwn() throws Exception {
    assertThat(launch("bench", "--help").out()).contains("train ", "sample ");
    try (JarFile jar = new JarFile(jar(Path.of("target")).toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("dev/switchback/cli/Main.class")
          .noneMatch(name -> name.contains("bench"))
          .doesNotContain("log4j2.properties");
    }
  }

  /** A stand-in for Java tells what it was given, and one for uname where it is. */
  @Test
  void javaIsGivenNothingThatItDoesNotKnowOnAMac() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    script(programs.resolve("java"), "printf '%s\\n' \"$@\"");
    Map<String, String> path =
        Map.of("PATH", programs + ":" + System.getenv("PATH"), "JAVA_HOME", "", "SPARK_HOME", "");
    String[] command = {LAUNCHER.toString(), "generate", "any.conf"};

    assertThat(start(folder, path, command).out()).contains("-XX:+UseTransparentHugePages");
    script(programs.resolve("uname"), "echo Darwin");
    Program mac = start(folder, path, command);
    assertThat(mac.exitCode()).as(mac.err()).isZero();
    assertThat(mac.out())
        .contains("-Xmx3g", "generate\nany.conf")
        .doesNotContain("UseTransparentHugePages");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** They make a start quicker, and nothing else. */
  @Test
  void classesAreKeptForTheNextCommand() throws Exception {
    Path kept = Path.of("target/switchback.jsa");
    Files.deleteIfExists(kept);
    Program first = launch("config", "--keys");
    assertThat(kept).isNotEmptyFile();

    Program next = launch("config", "--keys");
    Files.delete(kept);
    Files.writeString(kept, "no classes");
    Program damaged = launch("config", "--keys");
    Files.writeString(kept, "");
    Program without = launch("config", "--keys");
    assertThat(kept).isEmptyFile();
    Files.delete(kept);

    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).hasSizeGreaterThan(1000);
    assertThat(List.of(next, damaged, without)).containsOnly(first);
  }

  @Test
  void theDoctorFindsTheEngineInTheJar() throws Exception {
    Program doctor = launch("doctor");

    assertThat(doctor.exitCode()).isZero();
    assertThat(doctor.err()).isEmpty();
    assertThat(doctor.out())
        .containsPattern("(?m)^Switchback +\\d+\\.\\d+")
        .containsPattern("(?m)^Spark +3\\.5\\.\\d, Scala 2\\.12")
        .containsPattern("(?m)^DJL +0\\.\\d+\\.\\d, offline$")
        .containsPattern("(?m)^PyTorch +2\\.7\\.1 in /")
        .containsPattern("(?m)^bfloat16 +(native: |not )")
        .containsPattern("(?m)^Runs +" + folder + "/runs can be written");
  }

  @Test
  void theDoctorTellsWhyGpusThatAreAskedForAreNotUsed() throws Exception {
    Program doctor =
        start(folder, Map.of("PYTORCH_FLAVOR", "cu128"), LAUNCHER.toString(), "doctor");
    Program damaged =
        start(folder, Map.of("DJL_CACHE_DIR", "/dev/null/cache"), LAUNCHER.toString(), "doctor");

    assertThat(doctor.out())
        .containsPattern("(?m)^GPUs +none, models run on the CPU, although PYTORCH_FLAVOR");
    assertThat(damaged.out()).contains("Failed to extract PyTorch native library: /dev/null");
  }

  @Test
  void wrongInputEndsWithItsExitCodeThroughSparkSubmit() throws Exception {
    Program wrong = launch("--master", "local[1]", "generate", "nowhere.conf");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .startsWith("Cannot read the configuration nowhere.conf")
        .hasLineCount(1);
  }

  @Test
  void tooLittleMemoryIsRefusedWithAdvice() throws Exception {
    Path file = Path.of("conf/quickstart.conf").toAbsolutePath();

    Program wrong =
        start(
            folder,
            Map.of("SWITCHBACK_DRIVER_MEMORY", "300m"),
            LAUNCHER.toString(),
            "generate",
            file.toString());

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith("Cannot start Spark in ")
        .contains("set SWITCHBACK_DRIVER_MEMORY, for example to 3g")
        .hasLineCount(1);
  }

  @Test
  void exhaustedMemoryIsToldInALine() throws Exception {
    Path endless = folder.resolve("endless.jsonl");
    try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
      file.setLength(200L << 20);
    }

    Program wrong =
        start(
            folder,
            Map.of("SWITCHBACK_DRIVER_MEMORY", "32m"),
            LAUNCHER.toString(),
            "verify",
            "--input",
            endless.toString());

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err())
        .startsWith("Cannot go on: the ")
        .contains("are exhausted (Java heap space); give it more")
        .hasLineCount(1);
  }

  @Test
  void completionsAreScoredWithoutSpark() throws Exception {
    Path model = folder.resolve("model");
    ModelFolder.write(
        FileSystem.getLocal(new Configuration()),
        new org.apache.hadoop.fs.Path(model.toString()),
        TestModels.formula(TestModels.countdown()),
        CountdownTokenizer.INSTANCE,
        WeightStorage.FLOAT32);
    Path input =
        Files.writeString(folder.resolve("in.jsonl"), "{\"prompt\":\"1\",\"completion\":\"23\"}\n");

    Program score = launch("score", "--model", model.toString(), "--input", input.toString());

    assertThat(score.exitCode()).as(score.err()).isZero();
    assertThat(score.err()).isEmpty();
    assertThat(score.out()).contains("\"log_probability\":-", "\"completion_tokens\":3");
  }

  /** Where Spark is installed, only its own jars are on the class path; ours is an argument. */
  @Test
  void aStockSparkSubmitRunsTheJar() throws Exception {
    Path target = Path.of("target").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of(Files.readString(target.resolve("java.options")).strip().split("\\s+")));
    command.addAll(List.of("-Xmx1g", "-cp", Files.readString(target.resolve("spark.classpath"))));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--class", "dev.switchback.cli.Main", jar(target).toString(), "run"));
    command.add(TinyExperiment.write(folder).toString());
    command.addAll(List.of("--set", "models.direct.training.steps=2"));

    Program run = start(folder, Map.of(), command.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("report: " + folder + "/runs/tiny/report/report.html\n");
    assertThat(folder.resolve("runs/tiny/report/report.html")).isNotEmptyFile();
  }

  private static Path jar(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("switchback-[0-9.]+\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Program launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return start(folder, Map.of(), command.toArray(String[]::new));
  }

  private Program start(Path where, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = folder.resolve("standard-output");
    Path err = folder.resolve("standard-error");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended in time").isTrue();
    return new Program(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
