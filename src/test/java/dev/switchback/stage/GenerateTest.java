package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.RunFolder;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Experiment;
import dev.switchback.config.ExperimentFile;
import dev.switchback.dataset.ProblemTable;
import dev.switchback.dataset.TokenColumn;
import dev.switchback.dataset.TraceTable;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.CountdownTraces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateTest {
  private static final String EXPERIMENT =
      """
      name = small
      seed = 5
      problems {
        numbers = 3, max-number = 20, min-target = 10, max-target = 40
        validation-share = 0.1, train = 100, validation = 30, unseen-target = 20
      }
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 1
        sampling { max-tokens = 100, problems = 10 }
      }
      models.backtracking = ${models.direct} {
        style = backtracking
      }
      """;

  private static SparkSession spark;
  private static RunFolder finished;
  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path shared) throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
    finished = generate(read(shared, EXPERIMENT, "problems.partitions=7"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void rowsAreThePureFunctionOfTheirIndexForAnyNumberOfPartitions(int partitions)
      throws IOException {
    assertRows(generate(experiment("problems.partitions=" + partitions)));
  }

  @Test
  void rowsAreThePureFunctionOfTheirIndexForSevenPartitions() throws IOException {
    assertRows(finished);
  }

  private void assertRows(RunFolder run) throws IOException {
    Experiment experiment = experiment();
    CountdownGenerator generator = new CountdownGenerator(experiment.problems(), 5);
    for (Split split : Split.values()) {
      List<Row> rows = rows(run.problems(), "split=" + split.key());
      assertThat(rows).hasSize((int) experiment.problems().rows(split.key()));
      for (int index = 0; index < rows.size(); index++) {
        Row row = rows.get(index);
        assertThat(row.<Long>getAs("index")).isEqualTo(index);
        assertThat(row.<String>getAs("problem_id")).isEqualTo(ProblemTable.id(split, index));
        assertThat(ProblemTable.problem(row)).isEqualTo(generator.problem(split, index));
      }
    }
    assertThat(traces(run, "style=direct/split=train"))
        .isEqualTo(expected(generator, Split.TRAIN, List.of()))
        .hasSize(100);
    assertThat(traces(run, "style=backtracking/split=validation"))
        .isEqualTo(expected(generator, Split.VALIDATION, searches(run)))
        .hasSize(30);
    assertThat(
            Files.exists(Path.of(run.traces().toUri()).resolve("style=direct/split=unseen-target")))
        .isFalse();
  }

  @Test
  void tablesHaveTheDeclaredColumnsAndReadBackAsWritten() {
    RunFolder run = finished;
    Row problem = rows(run.problems(), "split=train").get(3);
    assertThat(problem.schema().fieldNames()).isEqualTo(ProblemTable.SCHEMA.fieldNames());
    assertThat(problem.<Long>getAs("seed")).isEqualTo(5);
    assertThat(problem.<String>getAs("family")).isEqualTo("countdown");
    assertThat(problem.<String>getAs("canonical"))
        .isEqualTo(ProblemTable.problem(problem).canonicalKey());
    assertThat(problem.<String>getList(problem.fieldIndex("solution"))).hasSize(2);
    assertThat(problem.<Long>getAs("solution_count")).isPositive();
    assertThat(problem.<Integer>getAs("search_nodes")).isPositive();

    for (String style : List.of("direct", "backtracking")) {
      for (Row trace : rows(run.traces(), "style=" + style + "/split=train")) {
        assertThat(trace.schema().fieldNames()).isEqualTo(TraceTable.SCHEMA.fieldNames());
        int[] tokens =
            trace.<Integer>getList(trace.fieldIndex("tokens")).stream().mapToInt(i -> i).toArray();
        String text = trace.getAs("text");
        assertThat(tokens).isEqualTo(Tokenizer.countdown().encodeFramed(text));
        assertThat(trace.<Integer>getAs("token_count")).isEqualTo(tokens.length);
        assertThat(trace.<Boolean>getAs("solved")).isEqualTo(text.endsWith("Goal Reached\n"));
      }
    }
  }

  @Test
  void trainingReadsTokensInTheOrderOfTheIndex() {
    RunFolder run = finished;
    List<int[]> tokens =
        TokenColumn.read(
            new Configuration(),
            new org.apache.hadoop.fs.Path(run.traces(), "style=direct/split=train"));
    List<String> texts = traces(run, "style=direct/split=train");
    assertThat(tokens).hasSameSizeAs(texts);
    for (int index = 0; index < tokens.size(); index++) {
      assertThat(Tokenizer.countdown().decode(tokens.get(index))).isEqualTo(texts.get(index));
    }
  }

  @Test
  void manifestsStateRowsDisjointnessAndLengths() {
    RunFolder run = finished;
    Map<String, Object> problems = Manifest.read(run.files(), run.problems()).orElseThrow().facts();
    assertThat(problems).containsEntry("seed", 5);
    assertThat(problems.get("rows"))
        .isEqualTo(Map.of("train", 100, "validation", 30, "unseen-target", 20));
    assertThat((Map<?, ?>) problems.get("shared_canonical_problems"))
        .isEqualTo(
            Map.of(
                "train and validation", 0,
                "train and unseen-target", 0,
                "validation and unseen-target", 0));
    Map<?, ?> canonical = (Map<?, ?>) problems.get("canonical_problems");
    assertThat(canonical.get("validation")).isEqualTo(30);
    assertThat(canonical.get("unseen-target")).isEqualTo(20);
    assertThat((Integer) canonical.get("train")).isBetween(80, 100);

    Map<String, Object> traces = Manifest.read(run.files(), run.traces()).orElseThrow().facts();
    Map<?, ?> direct = (Map<?, ?>) ((Map<?, ?>) traces.get("direct")).get("train");
    assertThat(direct.get("rows")).isEqualTo(100);
    assertThat(direct.get("solved_share")).isEqualTo(1.0);
    assertThat((Double) direct.get("mean_tokens")).isBetween(90.0, 130.0);
    Map<?, ?> backtracking = (Map<?, ?>) ((Map<?, ?>) traces.get("backtracking")).get("train");
    assertThat((Double) backtracking.get("solved_share")).isBetween(0.5, 1.0);
    assertThat((Integer) backtracking.get("max_tokens")).isGreaterThan(300);
  }

  @Test
  void finishedFoldersAreNotTouchedAndOthersAreRefused() throws IOException {
    RunFolder run = generate(experiment());
    Map<String, FileTime> before = times();

    generate(experiment("problems.partitions=2"));
    assertThat(times()).isEqualTo(before);
    assertThatThrownBy(() -> generate(experiment("problems.train=101")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("train");
    assertThat(times()).isEqualTo(before);

    Experiment larger = experiment("problems.train=101");
    Generate.run(spark, larger, new RunFolder(new Configuration(), larger), true);
    assertThat(rows(run.problems(), "split=train")).hasSize(101);
    assertThat(traces(run, "style=direct/split=train")).hasSize(101);
  }

  @Test
  void aKilledRunIsMadeAgain() throws IOException {
    RunFolder run = generate(experiment());
    List<String> expected = traces(finished, "style=direct/split=train");
    run.files().delete(new org.apache.hadoop.fs.Path(run.traces(), Manifest.FILE), false);

    generate(experiment());

    assertThat(traces(run, "style=direct/split=train")).isEqualTo(expected);
  }

  @Test
  void settingsThatCannotBeMetAreToldBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> generate(experiment("problems.validation=100000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot draw problem 99999 of the validation split");
    assertThat(folder.resolve("small")).doesNotExist();
  }

  private Experiment experiment(String... overrides) throws IOException {
    return read(folder, EXPERIMENT, overrides);
  }

  private static Experiment read(Path folder, String text, String... overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("small.conf"), text);
    List<String> all = new ArrayList<>(List.of(overrides));
    all.add("runs=" + folder);
    return ExperimentFile.read(file, all);
  }

  private static RunFolder generate(Experiment experiment) throws IOException {
    RunFolder run = new RunFolder(new Configuration(), experiment);
    Generate.run(spark, experiment, run, false);
    return run;
  }

  private static List<Row> rows(org.apache.hadoop.fs.Path table, String part) {
    return spark
        .read()
        .parquet(new org.apache.hadoop.fs.Path(table, part).toString())
        .orderBy("problem_id")
        .collectAsList();
  }

  private static List<String> traces(RunFolder run, String part) {
    return rows(run.traces(), part).stream().map(row -> row.<String>getAs("text")).toList();
  }

  private static List<String> searches(RunFolder run) {
    List<String> searches =
        rows(run.traces(), "style=backtracking/split=validation").stream()
            .map(row -> row.<String>getAs("search"))
            .toList();
    assertThat(searches).contains("dfs-sum", "dfs-mult");
    return searches;
  }

  private static List<String> expected(
      CountdownGenerator generator, Split split, List<String> searches) {
    List<String> texts = new ArrayList<>();
    for (int index = 0; index < (searches.isEmpty() ? 100 : searches.size()); index++) {
      CountdownProblem problem = generator.problem(split, index);
      CountdownStyle style =
          searches.isEmpty() ? CountdownStyle.DIRECT : CountdownStyle.of(searches.get(index));
      texts.add(CountdownTraces.write(problem, style).text());
    }
    return texts;
  }

  private Map<String, FileTime> times() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("small"))) {
      for (Path file : files.toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
