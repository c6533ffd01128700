package dev.switchback.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.artifact.Manifest;
import dev.switchback.artifact.Overwrite;
import dev.switchback.config.ConfigurationException;
import dev.switchback.dataset.shard.TokenColumn;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.Family;
import dev.switchback.family.ProblemTable;
import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.tier.LocalSpark;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
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
  private static Experiment experiment;
  private static RunFolder finished;
  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session, @TempDir Path shared) throws IOException {
    spark = session;
    experiment = read(shared, EXPERIMENT);
    finished = generate(experiment);
  }

  @Test
  void rowsAreThePureFunctionOfTheirIndex() {
    RunFolder run = finished;
    CountdownGenerator generator = generator();
    for (Split split : Split.values()) {
      List<Row> rows = rows(run.problems(), "split=" + split.key());
      assertThat(rows).hasSize((int) experiment.problems().rows(split.key()));
      for (Row row : rows) {
        long index = row.getAs("index");
        assertThat(row.<String>getAs("problem_id"))
            .isEqualTo(ProblemTable.id("countdown", split, index));
        assertThat(question(row).problem()).isEqualTo(generator.draw(split, index).orElseThrow());
      }
    }
    assertThat(traces(run, "style=direct/split=train")).hasSize(100);
    assertThat(
            Files.exists(Path.of(run.traces().toUri()).resolve("style=direct/split=unseen-target")))
        .isFalse();
  }

  /** The slow way: draw after draw, remembering all that were seen. */
  @Test
  void aSplitIsTheFirstDifferentProblemsInTheOrderOfDraws() {
    for (Split split : Split.values()) {
      Set<String> seen = new HashSet<>();
      List<Long> expected = new ArrayList<>();
      for (long index = 0; expected.size() < experiment.problems().rows(split.key()); index++) {
        CountdownProblem problem = generator().draw(split, index).orElseThrow();
        if (seen.add(split == Split.TRAIN ? problem.exactKey() : problem.canonicalKey())) {
          expected.add(index);
        }
      }
      List<Row> rows = rows(finished.problems(), "split=" + split.key());
      assertThat(rows.stream().map(row -> row.<Long>getAs("index"))).isEqualTo(expected);
      assertThat(seen.size() + repeats(split)).isEqualTo(expected.get(expected.size() - 1) + 1);
    }
    assertThat(repeats(Split.VALIDATION)).isPositive();
  }

  @Test
  void tracesWriteTheProblemsDownInTheirOrder() {
    for (String part : List.of("style=direct/split=train", "style=backtracking/split=validation")) {
      List<Row> problems = rows(finished.problems(), part.substring(part.indexOf('/') + 1));
      List<Row> traces = rows(finished.traces(), part);
      assertThat(traces).hasSameSizeAs(problems);
      for (int i = 0; i < problems.size(); i++) {
        String search = traces.get(i).getAs("search");
        CountdownStyle style = CountdownStyle.of(search.isEmpty() ? "direct" : search);
        assertThat(traces.get(i).<String>getAs("problem_id"))
            .isEqualTo(problems.get(i).getAs("problem_id"));
        assertThat(traces.get(i).<String>getAs("text"))
            .isEqualTo(CountdownTraces.write(question(problems.get(i)).problem(), style).text());
      }
    }
    List<String> searches =
        rows(finished.traces(), "style=backtracking/split=validation").stream()
            .map(row -> row.<String>getAs("search"))
            .toList();
    assertThat(searches).contains("dfs-sum", "dfs-mult");
  }

  @Test
  void repeatsStayWhereTheyAreWanted() throws IOException {
    RunFolder run = generate(experiment("problems.repeats=true"));
    List<Row> rows = rows(run.problems(), "split=train");
    assertThat(rows.stream().map(row -> row.<Long>getAs("index")))
        .isEqualTo(LongStream.range(0, 100).boxed().toList());
    assertThat(rows(run.problems(), "split=validation"))
        .isEqualTo(rows(finished.problems(), "split=validation"));
  }

  @Test
  void tablesHaveTheDeclaredColumnsAndReadBackAsWritten() {
    RunFolder run = finished;
    Row problem = rows(run.problems(), "split=train").get(3);
    assertThat(problem.schema().fieldNames()).isEqualTo(family().problemSchema().fieldNames());
    assertThat(problem.<Long>getAs("seed")).isEqualTo(5);
    assertThat(problem.<String>getAs("family")).isEqualTo("countdown");
    assertThat(problem.<String>getAs("canonical"))
        .isEqualTo(question(problem).problem().canonicalKey());
    assertThat(problem.<String>getList(problem.fieldIndex("solution"))).hasSize(2);
    assertThat(problem.<Long>getAs("solution_count")).isPositive();
    assertThat(problem.<Integer>getAs("dfs_sum_nodes")).isPositive();
    assertThat(problem.<Integer>getAs("dfs_mult_nodes")).isPositive();

    for (String style : List.of("direct", "backtracking")) {
      for (Row trace : rows(run.traces(), "style=" + style + "/split=train")) {
        assertThat(trace.schema().fieldNames())
            .isEqualTo(family().traceTable().schema().fieldNames());
        byte[] tokens = trace.getAs("tokens");
        String text = trace.getAs("text");
        assertThat(tokens).isEqualTo(CountdownTokenizer.INSTANCE.encodeFramed(text));
        assertThat(trace.<Integer>getAs("token_count")).isEqualTo(tokens.length);
        assertThat(trace.<Boolean>getAs("solved")).isEqualTo(text.endsWith("Goal Reached\n"));
      }
    }
  }

  @Test
  void trainingReadsTokensInTheOrderOfTheIndex() {
    RunFolder run = finished;
    List<TokenizedTrace> read =
        TokenColumn.read(
            new Configuration(),
            new org.apache.hadoop.fs.Path(run.traces(), "style=direct/split=train"));
    List<String> texts = traces(run, "style=direct/split=train");
    assertThat(read).hasSameSizeAs(texts);
    for (int index = 0; index < read.size(); index++) {
      String text = texts.get(index);
      byte[] tokens = read.get(index).tokens();
      byte[] prompt = Arrays.copyOf(tokens, read.get(index).promptTokens());
      assertThat(CountdownTokenizer.INSTANCE.decode(Tokenizer.tokens(tokens))).isEqualTo(text);
      assertThat(CountdownTokenizer.INSTANCE.decode(Tokenizer.tokens(prompt)))
          .isEqualTo(text.substring(0, text.indexOf('\n') + 1));
    }
  }

  @Test
  void manifestsStateRowsDisjointnessAndLengths() {
    RunFolder run = finished;
    Map<String, Object> problems = Manifest.read(run.files(), run.problems()).orElseThrow().facts();
    assertThat(problems).containsEntry("seed", 5);
    assertThat(problems.get("rows"))
        .isEqualTo(Map.of("train", 100, "validation", 30, "unseen-target", 20));
    for (String key : List.of("exact", "canonical")) {
      assertThat((Map<?, ?>) ((Map<?, ?>) problems.get(key)).get("shared_problems"))
          .isEqualTo(
              Map.of(
                  "train and validation", 0,
                  "train and unseen-target", 0,
                  "validation and unseen-target", 0));
    }
    Map<?, ?> exact = (Map<?, ?>) ((Map<?, ?>) problems.get("exact")).get("different_problems");
    assertThat(exact.get("train")).isEqualTo(100);
    Map<?, ?> canonical =
        (Map<?, ?>) ((Map<?, ?>) problems.get("canonical")).get("different_problems");
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

    generate(experiment());
    assertThat(times()).isEqualTo(before);
    assertThatThrownBy(() -> generate(experiment("problems.train=101")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("train");
    assertThat(times()).isEqualTo(before);

    Experiment larger = experiment("problems.train=101");
    Generate.run(Run.of(spark, larger, Overwrite.ALLOW));
    assertThat(rows(run.problems(), "split=train")).hasSize(101);
    assertThat(traces(run, "style=direct/split=train")).hasSize(101);
  }

  /** Killed at any moment, a run is a part of its files; each is there whole or not at all. */
  @Test
  void aKilledRunEndsWithTheSameBytesAndMakesOnlyWhatIsMissing() throws IOException {
    String[] files = {"problems.train=5000", "problems.validation-share=0.2"};
    RunFolder run = generate(experiment(files));
    Map<String, ByteBuffer> whole = bytes();
    assertThat(whole.keySet())
        .anyMatch(name -> name.contains("problems/split=train/part-00004.parquet"))
        .noneMatch(name -> name.contains("_drawn") || name.contains("_attempt"));
    Path root = Path.of(run.root().toUri());
    for (String table : List.of("problems", "traces")) {
      Files.move(root.resolve(table + "/_manifest.json"), root.resolve(table + "/_started.json"));
    }
    Path traces = root.resolve("traces/style=direct/split=train");
    Files.delete(root.resolve("problems/split=train/part-00001.parquet"));
    Files.delete(traces.resolve("part-00003.parquet"));
    Files.writeString(traces.resolve("_attempt-part-00003.parquet-killed"), "half");
    FileTime before = Files.getLastModifiedTime(traces.resolve("part-00002.parquet"));

    generate(experiment(files));

    assertThat(bytes()).isEqualTo(whole);
    assertThat(Files.getLastModifiedTime(traces.resolve("part-00002.parquet"))).isEqualTo(before);
  }

  @Test
  void aFinishedTableStaysAsItIsCut() throws IOException {
    generate(experiment());
    Map<String, FileTime> before = times();

    generate(experiment("problems.rows-per-file=2000"));

    assertThat(times()).isEqualTo(before);
  }

  @Test
  void aTableThatWasBegunIsNotMixedWithFilesOfAnotherCut() throws IOException {
    String[] before = {
      "problems.train=1500", "problems.repeats=true", "problems.rows-per-file=1000"
    };
    RunFolder run = generate(experiment(before));
    Map<String, ByteBuffer> whole = bytes();
    Path problems = Path.of(run.problems().toUri());
    Files.move(problems.resolve("_manifest.json"), problems.resolve("_started.json"));
    Files.delete(problems.resolve("split=train/part-00001.parquet"));

    assertThatThrownBy(
            () ->
                generate(
                    experiment(
                        "problems.train=1500",
                        "problems.repeats=true",
                        "problems.rows-per-file=2000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("(problems.rows-per-file = 1000 -> 2000)");

    generate(experiment(before));
    assertThat(bytes()).isEqualTo(whole);
  }

  @Test
  void settingsThatCannotBeMetAreTold() {
    assertThatThrownBy(() -> generate(experiment("problems.validation=5000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot draw 5000 different problems for the validation split")
        .hasMessageEndingWith("raise validation-share");
    assertThat(folder.resolve("small/problems/_manifest.json")).doesNotExist();
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
    Generate.run(Run.of(spark, experiment));
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

  private static Family family() {
    return Family.of(experiment.problems(), experiment.seed());
  }

  private static CountdownGenerator generator() {
    return new CountdownGenerator(
        experiment.problems().of(CountdownSettings.class),
        experiment.problems().validationShare(),
        experiment.seed());
  }

  private static CountdownQuestion question(Row row) {
    return (CountdownQuestion) family().question(row);
  }

  private static int repeats(Split split) {
    Map<String, Object> facts =
        Manifest.read(finished.files(), finished.problems()).orElseThrow().facts();
    return (Integer) ((Map<?, ?>) facts.get("repeats_left_out")).get(split.key());
  }

  private Map<String, ByteBuffer> bytes() throws IOException {
    Map<String, ByteBuffer> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("small"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return bytes;
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
