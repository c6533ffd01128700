package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.publish.BrowserData;
import dev.switchback.publish.ClaimedRuns;
import dev.switchback.publish.HarnessFiles;
import dev.switchback.report.browser.BrowserFiles;
import dev.switchback.tier.LocalSpark;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside the pages of a report: the problem browser's data, and the harness's files. */
@LocalSpark
class ReportFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BROWSED = 35;
  private static final int SAMPLES = 3;

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static WrittenRun written;
  private static Path report;

  @BeforeAll
  static void report(SparkSession session) throws IOException {
    spark = session;
    written = WrittenRun.write(spark, folder);
    Evaluate.run(written.run);
    Report.run(written.run);
    report = Path.of(written.run.folder().report().toUri());
  }

  @Test
  void theIndexHasTheFirstProblemsWithTalliesOfAllCompletions() throws IOException {
    JsonNode index = script(BrowserFiles.INDEX, "browser.index(");
    assertThat(report.resolve("browser.html")).isNotEmptyFile();
    assertThat(index.at("/models/0/player").asText()).isEqualTo(model(0));
    assertThat(index.get("difficulties").toString())
        .isEqualTo("[\"solution count\",\"dfs sum nodes\",\"dfs mult nodes\"]");
    assertThat(index.get("problems")).hasSize(BROWSED);
    int direct = model(0).equals("direct") ? 0 : 1;
    for (int i = 0; i < BROWSED; i++) {
      int problem = i;
      JsonNode entry = index.at("/problems/" + i);
      assertThat(entry.get(0).asText()).isEqualTo(written.id(i));
      assertThat(entry.get(1).asText())
          .isEqualTo(new CountdownQuestion(written.problem(i)).statement());
      long solved =
          IntStream.range(0, WrittenRun.ANSWERS)
              .filter(sample -> WrittenRun.solved(problem, sample))
              .count();
      assertThat(entry.get(3).get(2 * direct).asLong()).isEqualTo(solved);
      assertThat(entry.get(3).get(2 * direct + 1).asLong()).isEqualTo(WrittenRun.ANSWERS);
      assertThat(entry.get(3).get(3 - 2 * direct).asLong()).isEqualTo(1);
    }
  }

  @Test
  void theFilesHaveTheFirstCompletionsOfEachModelJudgedAndDrawn() throws IOException {
    assertThat(report.resolve(BrowserFiles.chunk(1))).isNotEmptyFile();
    assertThat(report.resolve(BrowserFiles.chunk(2))).doesNotExist();
    assertThat(script(BrowserFiles.chunk(1), "browser.chunk(1,"))
        .hasSize(BROWSED - BrowserFiles.CHUNK);
    JsonNode problems = script(BrowserFiles.chunk(0), "browser.chunk(0,");
    assertThat(problems).hasSize(BrowserFiles.CHUNK);
    int direct = model(0).equals("direct") ? 0 : 1;
    for (int i = 0; i < BrowserFiles.CHUNK; i++) {
      JsonNode answers = problems.get(i).get(direct);
      assertThat(answers).hasSize(SAMPLES);
      for (int sample = 0; sample < SAMPLES; sample++) {
        JsonNode answer = answers.get(sample);
        assertThat(answer.get("sample").asInt()).isEqualTo(sample);
        assertThat(answer.get("correct").asBoolean()).isEqualTo(WrittenRun.solved(i, sample));
        assertThat(answer.get("error").isNull()).isEqualTo(answer.get("correct").asBoolean());
      }
      JsonNode chain = problems.get(i).get(1 - direct).get(0);
      SearchTree tree = new CountdownQuestion(written.problem(i)).tree(chain.get("text").asText());
      assertThat(chain.at("/tree/parents")).hasSize(tree.nodes().size());
      assertThat(chain.at("/tree/owners")).hasSize(chain.get("judgments").asText().length());
      assertThat(chain.get("cut").asBoolean()).isEqualTo(i % 5 == 0 && chainIsLong(i));
    }
  }

  @Test
  void theHarnessFindsTheMetricsOfTheRun() throws IOException {
    List<Measurement> measurements =
        ClaimedRuns.measurements(written.run, written.run.folder().metrics());
    for (String model : written.experiment.models().keySet()) {
      JsonNode results = JSON.readTree(file(model, "results_").toFile());
      JsonNode values = results.at("/results/countdown-validation");
      List<Measurement> expected =
          measurements.stream()
              .filter(each -> each.player().equals(model) && each.stratum().equals(Stratum.ALL))
              .filter(each -> each.metric() == Metric.PASS_AT_K)
              .toList();
      assertThat(expected).isNotEmpty();
      for (Measurement each : expected) {
        String name = "pass@" + (int) each.at();
        double error = values.get(name + "_stderr,none").asDouble();
        assertThat(values.get(name + ",none").asDouble())
            .isCloseTo(each.estimate().value(), within(1e-6));
        double width = each.estimate().high() - each.estimate().low();
        assertThat(width).isBetween(2.8 * error, 5.0 * error);
      }
      assertThat(values.get("sample_len").asInt()).isEqualTo(WrittenRun.PROBLEMS);
      assertThat(results.get("model_name").asText()).isEqualTo(model);
      assertThat(results.at("/config/model_num_parameters").asInt()).isEqualTo(12345);
    }
  }

  @Test
  void theHarnessesSamplesAreALineForEachProblem() throws IOException {
    List<String> lines = Files.readAllLines(file("direct", "samples_countdown-validation_"));
    JsonNode results = JSON.readTree(file("direct", "results_").toFile());
    assertThat(lines).hasSize(WrittenRun.PROBLEMS);
    double sum = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      CountdownQuestion question = new CountdownQuestion(written.problem(i));
      assertThat(line.get("doc_id").asInt()).isEqualTo(i);
      assertThat(line.at("/doc/problem_id").asText()).isEqualTo(written.id(i));
      assertThat(line.at("/doc/target").asInt()).isEqualTo(written.problem(i).target());
      assertThat(line.at("/arguments/gen_args_0/arg_0").asText())
          .isEqualTo(question.prompt(TraceStyle.BACKTRACKING));
      assertThat(line.at("/resps/0")).hasSize(SAMPLES);
      String response = line.at("/resps/0/0").asText();
      assertThat(question.verify(question.prompt(TraceStyle.BACKTRACKING) + response).correct())
          .isEqualTo(WrittenRun.solved(i, 0));
      sum += line.get("pass@4").asDouble();
    }
    assertThat(sum / lines.size())
        .isCloseTo(
            results.at("/results/countdown-validation/pass@4,none").asDouble(), within(1e-9));
  }

  @Test
  void theSameRunHasTheSameFilesHoweverItIsPartitioned() throws IOException {
    List<String> before = contents();
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    new BrowserData(written.run).write(written.run.folder().report());
    new HarnessFiles(written.run)
        .write(new org.apache.hadoop.fs.Path(written.run.folder().report(), "lm-eval"));
    assertThat(contents()).isEqualTo(before);
  }

  /** Whether a search is longer than those that are cut may be. */
  private static boolean chainIsLong(int i) throws IOException {
    return script(BrowserFiles.chunk(0), "browser.chunk(0,")
            .get(i)
            .get(model(0).equals("direct") ? 1 : 0)
            .get(0)
            .get("tokens")
            .asInt()
        == WrittenRun.CUT_AT;
  }

  private static String model(int number) {
    return List.copyOf(written.experiment.models().keySet()).get(number);
  }

  private static JsonNode script(String name, String call) throws IOException {
    String script = Files.readString(report.resolve(name));
    assertThat(script).startsWith(call).endsWith(");\n");
    return JSON.readTree(script.substring(call.length(), script.length() - 3));
  }

  private static Path file(String model, String beginning) throws IOException {
    try (Stream<Path> files = Files.list(report.resolve("lm-eval").resolve(model))) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(beginning))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (String part : List.of("browser", "lm-eval")) {
      try (Stream<Path> files = Files.walk(report.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (!file.toString().endsWith(".crc")) {
            contents.add(report.relativize(file) + "\n" + Files.readString(file));
          }
        }
      }
    }
    return contents;
  }
}
