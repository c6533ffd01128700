package dev.switchback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.artifact.FolderLock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong input, as a user meets it: one readable paragraph, the exit code, nothing lost. */
class MainTest {
  private static final String TINY =
      """
      name = tiny
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 10
        sampling.max-tokens = 512
      }
      """;

  @TempDir private Path folder;

  @Test
  void helpNamesEveryCommand() {
    Program help = Program.run("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .contains(
            "run",
            "generate",
            "train",
            "sample",
            "evaluate",
            "report",
            "config",
            "doctor",
            "import",
            "export",
            "trace",
            "verify",
            "score")
        .contains("Exit codes: 0 done; 2 wrong usage");
  }

  @Test
  void whatOnlyMeasuresIsNoCommandOfTheProgram() {
    assertThat(Program.run("bench", "data").exitCode()).isEqualTo(2);
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    Program wrong = Program.run("trian", "a.conf");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err())
        .isEqualTo(
            """
            Cannot run switchback: Unmatched arguments from index 0: 'trian', 'a.conf'; did you \
            mean train?
            `switchback --help` shows what it takes.
            """);
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    Program wrong = Program.run("train", "a.conf", "--reusme");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("Unknown option: '--reusme'; did you mean", "--resume");
  }

  @Test
  void aMissingConfigurationIsNamed() {
    Program wrong = Program.run("run", "nowhere.conf");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "Cannot read the configuration nowhere.conf, which is no file, expected a file in HOCON"
                + " syntax; conf/ has examples\n");
  }

  @Test
  void allThatIsWrongWithAConfigurationIsToldBeforeAnyWork() throws IOException {
    Path file = write(TINY + "problems.numbers = 9\nproblem.train = 3\n");

    Program wrong = Program.run("--set", "sede=3", "run", file.toString());

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            """
            Cannot use the configuration: 3 problems
              - Cannot use problem = { .. }, expected a known key; did you mean problems? (%1$s:9)
              - Cannot use sede = "3", expected a known key; did you mean seed? (--set sede=3)
              - Cannot use problems.numbers = 9, expected 2 to 6 (%1$s:8)
            """
                .formatted(file));
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void theStackTraceIsShownOnRequest() {
    assertThat(Program.run("run", "nowhere.conf").err()).doesNotContain("\tat ");
    assertThat(Program.run("run", "nowhere.conf", "--verbose").err())
        .contains("\tat dev.switchback.experiment.ExperimentFile");
  }

  @Test
  void configPrintsWhatIsInEffect() throws IOException {
    Program config = Program.run("config", write(TINY).toString(), "--set", "seed=7");

    assertThat(config.exitCode()).isZero();
    assertThat(config.out()).startsWith("name = \"tiny\"\n").contains("\nseed = 7\n");
  }

  @Test
  void optionsMayStandBeforeAndAfterTheCommand() throws IOException {
    String file = write(TINY).toString();

    Program config =
        Program.run("--set", "seed=5", "--set=runs=x", "config", file, "--set", "runs=a b");

    assertThat(config.out()).contains("\nseed = 5\n", "\nruns = \"a b\"\n");
    assertThat(Program.run("--verbose", "--set", "seed=x", "config", file).err())
        .contains("seed = \"x\"", "\tat ");
  }

  @Test
  void configPrintsAllKeys() throws IOException {
    assertThat(Program.run("config", "--keys").out())
        .isEqualTo(Files.readString(Path.of("docs/configuration.md")));
  }

  @Test
  void aRunFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = write(TINY);

    Program wrong = Program.run("generate", file.toString(), "--set", "runs=" + file + "/runs");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err())
        .startsWith("Cannot write to file:" + file + "/runs/tiny, expected a folder that can be")
        .hasLineCount(1);
  }

  /** As a scheduled run does that begins before the last one has ended. */
  @Test
  void aSecondRunIsToldWhoIsAtWork() throws IOException {
    Path file = write(TINY);
    Configuration hadoop = new Configuration();
    org.apache.hadoop.fs.Path run = new org.apache.hadoop.fs.Path(folder + "/runs/tiny");
    try (FolderLock first =
        FolderLock.take(FileSystem.getLocal(hadoop), run, "switchback run tiny.conf")) {
      Program second = Program.run("run", file.toString(), "--set", "runs=" + folder + "/runs");

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .startsWith("Cannot work in file:" + folder + "/runs/tiny: process ")
          .contains(
              "process " + ProcessHandle.current().pid() + " on ",
              InetAddress.getLocalHost().getHostName(),
              "`switchback run tiny.conf`")
          .hasLineCount(1);
      first.requireHeld();
    }
  }

  @Test
  void aDamagedManifestIsNamed() throws IOException {
    Path file = write(TINY);
    Path problems = Files.createDirectories(folder.resolve("runs/tiny/problems"));
    Files.writeString(problems.resolve("_manifest.json"), "{\"kind\": \"prob");

    Program wrong = Program.run("run", file.toString(), "--set", "runs=" + folder + "/runs");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith("Cannot read file:" + problems + "/_manifest.json: ")
        .contains("Remove the folder file:" + problems + " and run again");
  }

  @Test
  void aTrainingThatWasNotBegunCannotBeResumed() throws IOException {
    Path file = write(TINY);
    String runs = "runs=" + folder + "/runs";

    Program wrong = Program.run("train", "--resume", file.toString(), "--set", runs);
    Program both = Program.run("train", "--resume", "--overwrite", file.toString(), "--set", runs);

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith("Cannot resume the training of direct: file:" + folder + "/runs/tiny/models");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).startsWith("Cannot use --resume with --overwrite, expected one of them");
  }

  @Test
  void aFileSystemThatIsUnknownIsNamed() throws IOException {
    Program wrong = Program.run("run", write(TINY).toString(), "--set", "runs=nofs://a/b");

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err())
        .startsWith("Cannot reach nofs://a/b: No FileSystem for scheme")
        .contains("--packages");
  }

  @Test
  void tracesAndVerdictsAreWrittenLineByLine() {
    String problem = "{\"numbers\":[2,3,8],\"target\":14,\"id\":\"a\"}\n";

    Program trace = Program.runWith(problem, "trace", "--style", "dfs-sum");
    Program verify = Program.runWith(trace.out().replace("trace", "text"), "verify");

    assertThat(trace.exitCode()).isZero();
    assertThat(trace.out()).contains("\"id\":\"a\",\"prompt\":\"Current State: 14:[2, 3, 8]");
    assertThat(verify.exitCode()).isZero();
    assertThat(verify.out()).contains("\"correct\":true,\"correct_paper\":true", "\"error\":null");
  }

  /** Of the commands that need no Spark; the others print through the same stream. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "config --keys", "trace --help", "verify"})
  void noCommandIsDoneWhoseResultsCouldNotBeWritten(String command) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int full = runInto(new Unwritable("No space left on device"), err, command);

    assertThat(full).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .startsWith("Cannot write to standard output: No space left on device, expected ")
        .hasLineCount(1);
  }

  private static int runInto(OutputStream out, OutputStream err, String command) {
    return Main.run(
        command.split(" "),
        new ByteArrayInputStream("{\"text\":\"x\"}".getBytes(UTF_8)),
        out,
        new PrintStream(err, true, UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "config --keys", "verify"})
  void aReaderThatHasSeenEnoughIsNoError(String command) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream closed = new ResultStream(new Unwritable("Datenübergabe unterbrochen"), "x", true);
    int done = runInto(closed, err, command);

    assertThat(done).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void linesWithoutEndEndWhenNobodyReadsTheAnswers() {
    InputStream endless =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(
                    1_000_000,
                    new ByteArrayInputStream("{\"text\":\"x\"}\n".getBytes(UTF_8)) {
                      @Override
                      public synchronized int read(byte[] bytes, int first, int count) {
                        int read = super.read(bytes, first, count);
                        reset();
                        return read;
                      }
                    })));
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int done =
        Main.run(
            new String[] {"verify"},
            endless,
            new ResultStream(new Unwritable("Broken pipe"), "x", true),
            new PrintStream(err, true, UTF_8));

    assertThat(done).isZero();
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  /** As a pipe that nobody reads, or a disk that is full. */
  private static final class Unwritable extends OutputStream {
    private final String why;

    Unwritable(String why) {
      this.why = why;
    }

    @Override
    public void write(int next) throws IOException {
      throw new IOException(why);
    }
  }

  @Test
  void aMalformedLineIsNamedByItsNumber() throws IOException {
    Path input = Files.writeString(folder.resolve("in.jsonl"), "{\"text\":\"\"}\n{\"text\":\n");

    Program wrong = Program.run("verify", "--input", input.toString());

    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err()).startsWith("Cannot read line 2 of " + input + ": ").hasLineCount(1);
  }

  @Test
  void anUnknownStyleIsAnsweredWithTheStylesThereAre() {
    Program wrong = Program.run("trace", "--style", "bfs-9");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "Cannot find a style of traces: bfs-9, expected one of [direct, dfs-sum, dfs-mult,"
                + " think, terse-direct, terse-dfs-sum, terse-dfs-mult, terse-think, bfs-1-sum,"
                + " bfs-2-sum, bfs-3-sum, bfs-4-sum, bfs-5-sum, bfs-1-mult, bfs-2-mult, bfs-3-mult,"
                + " bfs-4-mult, bfs-5-mult, plain-direct, strategy, naive, plain,"
                + " terse-plain-direct, terse-plain]");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesAreInOrder(Path example) {
    Program config = Program.run("config", example.toString());

    assertThat(config.err()).isEmpty();
    assertThat(config.exitCode()).isZero();
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      return files
          .filter(file -> file.toString().endsWith(".conf"))
          .filter(file -> !isPart(file))
          .toList()
          .stream();
    }
  }

  /** Whether only other files include it. */
  private static boolean isPart(Path file) {
    return file.getParent().endsWith("parts");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("tiny.conf"), text);
  }
}
