package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.StackedVerifier;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class GenerateStackedTest {
  private static final String EXPERIMENT =
      """
      name = stacked
      problems { family = stacked-countdown, train = 30, validation = 8, unseen-target = 5 }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 400, problems = 8 }
      }
      models.backtracking = ${models.direct} { style = backtracking }
      """;

  @TempDir private Path folder;

  @Test
  void tracesAreOfTheirProblemsAndNoSplitsShareAHalf(SparkSession spark) throws IOException {
    Path file = Files.writeString(folder.resolve("stacked.conf"), EXPERIMENT);
    Experiment experiment = ExperimentFile.read(file, List.of("runs=" + folder));
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Generate.run(Run.of(spark, experiment));
    Map<String, StackedProblem> problems = new HashMap<>();
    Map<String, Set<String>> halves = new HashMap<>();
    for (Row row : spark.read().parquet(run.problems().toString()).collectAsList()) {
      List<Integer> numbers = row.getList(row.fieldIndex("numbers"));
      StackedProblem problem = new StackedProblem(numbers, row.getAs("target"));
      problems.put(row.getAs("problem_id"), problem);
      Set<String> ofSplit =
          halves.computeIfAbsent(row.<String>getAs("split"), split -> new HashSet<>());
      ofSplit.addAll(List.of(problem.canonicalKey().split("/")));
    }
    assertThat(problems).hasSize(30 + 8 + 5);
    assertThat(halves.get("validation")).doesNotContainAnyElementsOf(halves.get("train"));
    assertThat(halves.get("unseen-target")).doesNotContainAnyElementsOf(halves.get("train"));
    List<Row> traces = spark.read().parquet(run.traces().toString()).collectAsList();
    assertThat(traces).hasSize(2 * (30 + 8));
    traces.forEach(row -> judge(problems.get(row.<String>getAs("problem_id")), row));
  }

  private static void judge(StackedProblem problem, Row trace) {
    String text = trace.getAs("text");
    Verdict verdict = StackedVerifier.verify(problem, text);
    boolean direct = trace.getAs("style").equals("direct");
    assertThat(verdict.correct()).isEqualTo(trace.<Boolean>getAs("solved"));
    assertThat(trace.<String>getAs("search")).isEqualTo(direct ? "" : "stacked-dfs");
    if (direct) {
      assertThat(verdict.correct()).isTrue();
    }
    assertThat(CountdownTokenizer.INSTANCE.decode(Tokenizer.tokens(trace.getAs("tokens"))))
        .isEqualTo(text);
  }
}
