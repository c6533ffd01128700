package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.Family;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.tier.NativeEngine;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that learn the terse grammar, from their problems to their report. */
@LocalSpark
@NativeEngine
class TerseRunTest {
  private static final String MODELS =
      """
      models.direct {
        style = direct
        architecture {
          hidden-size = 16, layers = 1, attention-heads = 2, key-value-heads = 1
          feed-forward-size = 24, context-length = 128
        }
        training {
          steps = 12, batch-tokens = 512, learning-rate = 3e-3, round-steps = 6, bucket-width = 32
          validation { rows = 10, every-steps = 6, generations = 1 }
        }
        sampling { max-tokens = 40, samples = 2, slots = 8, problems = 9 }
      }
      models.terse = ${models.direct} {
        style = terse
        sampling { samples = 1, temperature = 0 }
      }
      models.terse-direct = ${models.direct} {
        style = terse
        searches = [terse-direct]
      }
      evaluation {
        budgets = [4, 8], pass-at = [1, 2], random-play-samples = 2, bootstrap-samples = 100
      }
      report { browsed-problems = 9, samples = 2 }
      """;
  private static final Map<String, String> PROBLEMS =
      Map.of(
          "countdown",
          """
          family = countdown, train = 200, validation = 12, validation-share = 0.3, repeats = true
          numbers = 3, max-number = 9, min-target = 5, max-target = 20, unseen-target = 0
          """,
          "sudoku",
          """
          family = sudoku, train = 120, validation = 12, validation-share = 0.3, repeats = true
          sudoku { size = 4, min-clues = 8, max-clues = 8 }
          """);

  @ParameterizedTest
  @ValueSource(strings = {"countdown", "sudoku"})
  void aTerseModelGoesThroughAllStages(String puzzles, SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("terse.conf"),
            "name = terse\nproblems {\n" + PROBLEMS.get(puzzles) + "}\n" + MODELS);
    Experiment experiment = ExperimentFile.read(file, List.of("runs=" + folder));
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
    tracesBeginWithTheirPrompts(spark, experiment, run);
    Train.run(Run.of(spark, experiment));
    Sample.run(Run.of(spark, experiment));
    completionsGoOnFromTheTersePrompt(spark, experiment, run);
    Evaluate.run(Run.of(spark, experiment));
    scoresAreThoseOfTheTerseTexts(spark, experiment, run);
    Report.run(Run.of(spark, experiment));
    theReportHasTheModels(Path.of(run.report().toUri()));
  }

  private static void tracesBeginWithTheirPrompts(
      SparkSession spark, Experiment experiment, RunFolder run) {
    Family family = Family.of(experiment.problems(), experiment.seed());
    Map<String, Row> problems = byId(spark, run);
    List<Row> traces = rows(spark, run.traces());
    assertThat(traces.stream().map(row -> row.<String>getAs("style")).distinct())
        .containsExactlyInAnyOrder("direct", "terse", "terse-direct");
    for (Row trace : traces) {
      String style = trace.getAs("style");
      int[] prompt =
          family.promptTokens(
              problems.get(trace.<String>getAs("problem_id")),
              style.equals("direct") ? TraceStyle.DIRECT : TraceStyle.TERSE);
      assertThat(trace.<Integer>getAs("prompt_tokens")).isEqualTo(prompt.length);
      byte[] tokens = trace.getAs("tokens");
      byte[] begun = Arrays.copyOf(tokens, prompt.length);
      assertThat(Tokenizer.tokens(begun)).isEqualTo(prompt);
      assertThat(trace.<String>getAs("search").startsWith("terse"))
          .isEqualTo(style.startsWith("terse"));
    }
  }

  private static void completionsGoOnFromTheTersePrompt(
      SparkSession spark, Experiment experiment, RunFolder run) {
    Family family = Family.of(experiment.problems(), experiment.seed());
    Map<String, Row> problems = byId(spark, run);
    for (String model : List.of("terse", "terse-direct")) {
      for (Row sample : rows(spark, run.samples(model))) {
        Row problem = problems.get(sample.<String>getAs("problem_id"));
        Question question = family.question(problem);
        assertThat(sample.<String>getAs("text")).startsWith(question.prompt(TraceStyle.TERSE));
        assertThat(sample.<Integer>getAs("prompt_tokens"))
            .isEqualTo(family.promptTokens(problem, TraceStyle.TERSE).length)
            .isLessThan(family.promptTokens(problem, TraceStyle.DIRECT).length);
      }
    }
  }

  private static void scoresAreThoseOfTheTerseTexts(
      SparkSession spark, Experiment experiment, RunFolder run) {
    Family family = Family.of(experiment.problems(), experiment.seed());
    Map<String, Row> problems = byId(spark, run);
    Map<String, Row> scores = new HashMap<>();
    rows(spark, run.scores()).forEach(row -> scores.put(row.getAs("model") + key(row), row));
    for (Row sample : rows(spark, run.samples("terse"))) {
      Row score = scores.get("terse" + key(sample));
      Question question = family.question(problems.get(sample.<String>getAs("problem_id")));
      assertThat(score.<Integer>getAs("mistakes"))
          .isEqualTo(question.verify(sample.getAs("text")).mistakes());
      assertThat(score.<Integer>getAs("prompt_tokens"))
          .isEqualTo(sample.<Integer>getAs("prompt_tokens"));
      assertThat(score.<Integer>getAs("nodes"))
          .isEqualTo(question.written(sample.getAs("text")).nodes());
    }
  }

  private static String key(Row row) {
    return " " + row.getAs("problem_id") + " " + row.getAs("sample");
  }

  private static void theReportHasTheModels(Path report) throws IOException {
    JsonNode content = new ObjectMapper().readTree(report.resolve("report.json").toFile());
    assertThat(content.at("/answer/standings").findValuesAsText("label"))
        .contains("terse", "terse-direct");
    assertThat(content.at("/method").toString()).contains("Traces, terse", "Traces, terse direct");
    try (Stream<Path> files = Files.walk(report.resolve("browser"))) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  private static Map<String, Row> byId(SparkSession spark, RunFolder run) {
    Map<String, Row> problems = new HashMap<>();
    rows(spark, run.problems()).forEach(row -> problems.put(row.getAs("problem_id"), row));
    return problems;
  }

  private static List<Row> rows(SparkSession spark, org.apache.hadoop.fs.Path table) {
    return spark.read().parquet(table.toString()).collectAsList();
  }
}
