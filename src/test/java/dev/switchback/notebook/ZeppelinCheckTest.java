package dev.switchback.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of notes on a Zeppelin server, beside a stand-in for one. */
class ZeppelinCheckTest {
  @TempDir private Path folder;
  private ZeppelinStandIn zeppelin;

  /** How the check ended, and both of its streams. */
  private record Ended(int exitCode, String text) {}

  @BeforeEach
  void start() throws Exception {
    assumeTrue(hasPython(), "Python 3 is not installed: skipped");
    zeppelin = new ZeppelinStandIn();
  }

  @AfterEach
  void stop() {
    if (zeppelin != null) {
      zeppelin.close();
    }
  }

  @Test
  void everyParagraphIsRunWithTheJarAndValuesForItsForms() throws Exception {
    Ended ended = check(zeppelin.url());

    List<String> titles =
        Note.all().flatMap(note -> note.paragraphs().stream()).map(Paragraph::title).toList();
    assertThat(ended.text()).startsWith("Zeppelin 0.12.0\n").endsWith("all passed\n");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.text().lines().filter(line -> line.startsWith("passed ")))
        .hasSameSizeAs(titles);
    assertThat(zeppelin.ran).isEqualTo(titles);
    assertThat(zeppelin.restarts).isEqualTo(3);
    assertThat(zeppelin.notes()).isZero();
    assertThat(zeppelin.settings)
        .hasSize(3)
        .allMatch(
            text -> text.contains("\nspark.jars                       /some/switchback.jar\n"));
    assertThat(values("Run folder")).containsOnly("/some/runs/tiny").hasSize(2);
    assertThat(values("Folder of runs")).containsExactly("/some/runs");
    assertThat(values("Experiment"))
        .containsExactly(Path.of("conf/quickstart.conf").toAbsolutePath().toString());
    assertThat(values("Steps")).containsExactly("20");
    assertThat(values("search")).containsExactly("chains");
    assertThat(values("difficulty")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Who solves what | ERROR | TEXT | Table or view not found: attempts | Table or view not"
            + " found",
        "Who solves what | SUCCESS | TABLE | solved_by~problems | 0 rows",
        "Who solves what | SUCCESS | TABLE | solved~problems@both~1 | no column solved_by",
        "Who solves what | SUCCESS | TEXT | both | no table",
        "A predictor for each model | SUCCESS | TEXT | val a = 1@#java.lang.RuntimeException: lost"
            + " | but: java.lang.RuntimeException: lost",
        "A predictor for each model | ERROR | TEXT | <console>:25: #error: not found: value a@^"
            + " | <console>:25: error: not found: value a"
      })
  void aParagraphThatFailsIsNamedAndTheRestIsNotRun(
      String title, String code, String kind, String data, String told) throws Exception {
    zeppelin.change(
        title,
        result -> {
          ObjectNode results = (ObjectNode) result.get("results");
          results.put("code", code);
          ArrayNode message = results.putArray("msg");
          String text = data.replace('~', '\t').replace('@', '\n').replace("#", "\u001b[31m");
          message.addObject().put("type", kind).put("data", text);
          return result.put("status", code.equals("ERROR") ? "ERROR" : "FINISHED");
        });

    Ended ended = check(zeppelin.url(), "notebooks/When_does_searching_help_2SBROUTE1.zpln");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.text()).doesNotContain("\u001b");
    List<String> failed = ended.text().lines().filter(line -> line.startsWith("FAILED ")).toList();
    assertThat(failed.get(0))
        .startsWith("FAILED  When does searching help, ")
        .contains(": " + title + "  (")
        .contains(told);
    assertThat(failed.subList(1, failed.size())).allMatch(line -> line.contains("(not run, "));
    assertThat(ended.text()).endsWith(failed.size() + " failed\n");
    assertThat(zeppelin.ran).endsWith(title);
    assertThat(zeppelin.notes()).isZero();
  }

  @Test
  void aServerThatRefusesIsTold() throws Exception {
    Ended ended = check(zeppelin.url() + "/elsewhere");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.text()).startsWith("Cannot go on with the server: GET version: 404");
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Path home = Files.createDirectory(folder.resolve("zeppelin"));
    assertThat(check(home.toString()))
        .isEqualTo(
            new Ended(
                2,
                "Cannot run the notes: "
                    + home.toRealPath()
                    + " has no bin/zeppelin.sh, expected an unpacked Zeppelin 0.12\n"));
    server(home, "true");
    assertThat(check(home.toString()).text())
        .isEqualTo(
            "Cannot run the notes: no SPARK_HOME is set, and the interpreter's settings name none,"
                + " expected Spark 3.5 for Scala 2.12; set SPARK_HOME\n");
    settings(home, folder.resolve("nowhere"));
    assertThat(check(home.toString()).text())
        .contains("interpreter.json names " + folder.resolve("nowhere") + ", which has no bin");
    settings(home, spark());
    assertThat(check(home.toString()))
        .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
        .satisfies(
            ended ->
                assertThat(ended.text()).contains("the server ended with 0 before it answered"));
  }

  /** The server here hands on what it is asked to the stand-in, and has an interpreter. */
  @Test
  void theServerIsStartedWithItsOwnFoldersAndEndsWithItsInterpreters() throws Exception {
    Path home = Files.createDirectory(folder.resolve("zeppelin"));
    settings(home, spark());
    server(
        home,
        """
        while sleep 0.05; do echo lives >> interpreter; done &
        env > environment
        exec python3 -c '
        import http.server, os, urllib.request
        class Proxy(http.server.BaseHTTPRequestHandler):
            def pass_on(self):
                data = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
                request = urllib.request.Request("%s" + self.path, data, method=self.command)
                answer = urllib.request.urlopen(request).read()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)
            do_GET = do_POST = do_PUT = do_DELETE = pass_on
            def log_message(self, *told): pass
        http.server.HTTPServer(("127.0.0.1", int(os.environ["ZEPPELIN_PORT"])), Proxy).serve_forever()
        '
        """
            .formatted(zeppelin.url()));

    Ended ended = check(home.toString(), "notebooks/First_steps_2SBFIRST1.zpln");

    assertThat(ended.text()).endsWith("all passed\n");
    assertThat(ended.exitCode()).isZero();
    Path work = folder.resolve("work");
    Path interpreter = work.resolve("interpreter");
    assertThat(interpreter).isNotEmptyFile();
    long length = Files.size(interpreter);
    Thread.sleep(500);
    assertThat(interpreter).hasSize(length);
    assertThat(Files.readAllLines(work.resolve("environment")))
        .contains(
            "SPARK_HOME=" + spark(),
            "ZEPPELIN_ADDR=127.0.0.1",
            "ZEPPELIN_CONF_DIR=" + work.resolve("conf"),
            "ZEPPELIN_NOTEBOOK_DIR=" + work.resolve("notebook"),
            "ZEPPELIN_LOG_DIR=" + work.resolve("logs"));
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bin", "conf", "interpreter");
    }
  }

  private List<String> values(String form) {
    return zeppelin.given.stream()
        .flatMap(given -> StreamSupport.stream(given.findValues(form).spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  /** A home of Zeppelin whose server is a script. */
  private static void server(Path home, String script) throws IOException {
    Files.createDirectories(home.resolve("interpreter/spark"));
    program(home.resolve("bin/zeppelin.sh"), script);
  }

  private static void settings(Path home, Path spark) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode all = json.createObjectNode();
    ObjectNode setting = all.putObject("interpreterSettings").putObject("spark");
    setting.put("group", "spark");
    setting.putObject("properties").putObject("SPARK_HOME").put("value", spark.toString());
    json.writeValue(
        Files.createDirectories(home.resolve("conf")).resolve("interpreter.json").toFile(), all);
  }

  private Path spark() throws IOException {
    Path spark = folder.resolve("spark");
    program(spark.resolve("bin/spark-submit"), "true");
    return spark;
  }

  private static void program(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static boolean hasPython() throws Exception {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private Ended check(String server, String... notes) throws Exception {
    Path work = folder.resolve("work");
    Files.createDirectories(work);
    Path output = folder.resolve("output");
    List<String> command =
        new ArrayList<>(List.of("python3", "interop/zeppelin/check.py", server, work.toString()));
    command.addAll(List.of("/some/switchback.jar", "/some/runs/tiny"));
    command.addAll(List.of(notes));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }
}
