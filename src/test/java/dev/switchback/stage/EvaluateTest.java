package dev.switchback.stage;

import static org.apache.spark.sql.functions.input_file_name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.InputException;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.evaluate.CompletionGrader;
import dev.switchback.evaluate.MetricsJob;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.random.RandomStream;
import dev.switchback.run.Run;
import dev.switchback.run.RunPlan;
import dev.switchback.tier.LocalSpark;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class EvaluateTest {
  @TempDir private static Path folder;
  private static SparkSession spark;
  private static WrittenRun written;
  private static Map<String, Outcome> scores;
  private static List<Measurement> metrics;

  @BeforeAll
  static void evaluate(SparkSession session) throws IOException {
    spark = session.newSession();
    spark.conf().set("spark.sql.shuffle.partitions", "3");
    spark.conf().set("spark.sql.adaptive.coalescePartitions.enabled", "false");
    written = WrittenRun.write(spark, folder);
    Evaluate.run(written.run);
    scores = new HashMap<>();
    read("scores", ScoreTable.SCHEMA).forEach(row -> scores.put(key(row), ScoreTable.outcome(row)));
    metrics = read("metrics", MetricTable.SCHEMA).stream().map(MetricTable::measurement).toList();
  }

  @Test
  void aModelsScoresAreWrittenBySeveralTasksAndAProblemsByOne() {
    Dataset<Row> scores = spark.read().parquet(written.run.folder().scores().toString());
    Dataset<Row> files = scores.where("model = 'direct'").withColumn("file", input_file_name());
    assertThat(files.select("file").distinct().count()).isEqualTo(3);
    assertThat(files.select("file", "problem_id").distinct().count())
        .isEqualTo(WrittenRun.PROBLEMS);
  }

  @Test
  void everyPlayerHasItsScores() {
    assertThat(scores).hasSize(WrittenRun.PROBLEMS * (WrittenRun.ANSWERS + 1 + 8 + 2));
  }

  @Test
  void aModelTrainedTwiceIsMeasuredAsOne(@TempDir Path other) throws IOException {
    WrittenRun twice = WrittenRun.write(spark, other, "models.chains.replicates=2");
    Evaluate.run(twice.run);
    Dataset<Row> rows =
        spark.read().schema(ScoreTable.SCHEMA).parquet(twice.run.folder().scores().toString());
    assertThat(rows.where("model = 'chains' and replicate = 2").count())
        .isEqualTo(WrittenRun.PROBLEMS);
    List<Measurement> twiceMeasured =
        spark
            .read()
            .schema(MetricTable.SCHEMA)
            .parquet(twice.run.folder().metrics().toString())
            .collectAsList()
            .stream()
            .map(MetricTable::measurement)
            .toList();
    Measurement once = passAtOne(metrics);
    Measurement both = passAtOne(twiceMeasured);
    // both trainings wrote the same chains
    assertThat(both.estimate()).isEqualTo(once.estimate());
    assertThat(both.samples()).isEqualTo(2 * once.samples());
    assertThat(twiceMeasured)
        .filteredOn(row -> row.metric() == Metric.PASS_AT_K_OF_TRAINING)
        .extracting(Measurement::detail)
        .containsExactly("1", "2");
    assertThat(twiceMeasured)
        .filteredOn(row -> row.metric() == Metric.ERROR_BETWEEN_TRAININGS)
        .allMatch(row -> row.estimate().value() == 0);
  }

  private static Measurement passAtOne(List<Measurement> rows) {
    return rows.stream()
        .filter(row -> row.metric() == Metric.PASS_AT_K && row.player().equals("chains"))
        .filter(row -> row.stratum().equals(Stratum.ALL) && row.at() == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void answersOfTheSolverAreCorrectAndNoOthers() {
    for (int i = 0; i < WrittenRun.PROBLEMS; i++) {
      for (int sample = 0; sample < WrittenRun.ANSWERS; sample++) {
        Outcome outcome = scores.get("direct " + written.id(i) + " " + sample);
        assertThat(outcome.correct()).isEqualTo(WrittenRun.solved(i, sample));
        assertThat(outcome.error().isPresent()).isNotEqualTo(outcome.correct());
        assertThat(outcome.stopped()).isTrue();
      }
    }
  }

  @Test
  void chainIsSolvedOneTokenBeforeItsEnd() {
    for (int i = 1; i < 5; i++) {
      Trace trace = CountdownTraces.write(written.problem(i), CountdownStyle.DFS_SUM);
      Outcome outcome = scores.get("chains " + written.id(i) + " 0");
      assertThat(outcome.logProbability()).hasValue(-1);
      assertThat(withoutLogProbability(outcome))
          .isEqualTo(scores.get("dfs-sum " + written.id(i) + " 0"));
      assertThat(outcome.correct()).isEqualTo(trace.solved());
      assertThat(outcome.mistakes()).isEqualTo(trace.mistakes());
      if (trace.solved()) {
        assertThat(outcome.tokensToSolution()).hasValue(outcome.tokens() - 1);
      }
    }
    Outcome cut = scores.get("chains " + written.id(0) + " 0");
    assertThat(cut.stopped()).isFalse();
    assertThat(cut.tokens()).isEqualTo(WrittenRun.CUT_AT);
  }

  @Test
  void randomPlayIsAFunctionOfSeedProblemAndSample() {
    RandomStream random =
        RandomStream.of(written.experiment.seed(), "random-play", written.draw(7), 3);
    Outcome expected =
        new CompletionGrader(CountdownTokenizer.INSTANCE, TraceStyle.DIRECT)
            .outcome(
                new CountdownQuestion(written.problem(7)),
                CountdownTraces.randomPlay(written.problem(7), random));
    assertThat(scores.get("random-play " + written.id(7) + " 3")).isEqualTo(expected);
  }

  @Test
  void passAtOneIsTheShareOfCorrectCompletions() {
    double expected =
        IntStream.range(0, WrittenRun.PROBLEMS * WrittenRun.ANSWERS)
                .filter(n -> WrittenRun.solved(n / WrittenRun.ANSWERS, n % WrittenRun.ANSWERS))
                .count()
            / (double) (WrittenRun.PROBLEMS * WrittenRun.ANSWERS);
    Measurement measured = metric("direct", Metric.PASS_AT_K, "", 1);
    assertThat(measured.estimate().value()).isCloseTo(expected, within(1e-7));
    assertThat(measured.estimate().problems()).isEqualTo(WrittenRun.PROBLEMS);
    assertThat(measured.samples()).isEqualTo(WrittenRun.PROBLEMS * WrittenRun.ANSWERS);
  }

  @Test
  void referencesAreMeasuredInTokensAndModelsInOperationsToo() {
    assertThat(metrics)
        .filteredOn(row -> row.metric() == Metric.ACCURACY_AT_TOKENS)
        .extracting(Measurement::player)
        .contains("direct", "chains", "random-play", "dfs-sum", "dfs-mult");
    assertThat(metrics)
        .filteredOn(row -> row.metric() == Metric.ACCURACY_AT_FLOPS)
        .extracting(Measurement::player)
        .containsOnly("direct", "chains");
  }

  @Test
  void modelsAreComparedWithEachOtherAndWithReferences() {
    assertThat(metrics)
        .filteredOn(row -> row.metric() == Metric.DIFFERENCE_AT_TOKENS)
        .extracting(row -> row.player() + " - " + row.detail())
        .containsOnly(
            "chains - direct",
            "chains - random-play",
            "chains - dfs-sum",
            "chains - dfs-mult",
            "direct - random-play",
            "direct - dfs-sum",
            "direct - dfs-mult");
  }

  @Test
  void chainsAreAsGoodAsTheSearchTheyAreCopiesOf() {
    Measurement same = metric("chains", Metric.DIFFERENCE_IN_MISTAKES, "dfs-sum", 0);
    assertThat(same.estimate().value()).isZero();
    assertThat(metric("chains", Metric.MISTAKES_CORRELATION, "dfs-sum", 0).estimate().value())
        .isCloseTo(1, within(1e-12));
    assertThat(metric("chains", Metric.MISTAKES_SIGN_TEST, "dfs-sum", 0).estimate().value())
        .isEqualTo(1);
  }

  @Test
  void levelsOfDifficultyDivideTheProblems() {
    List<Measurement> bySolutions =
        metrics.stream()
            .filter(row -> row.metric() == Metric.ACCURACY_AT_TOKENS && row.at() == 60)
            .filter(row -> row.player().equals("random-play"))
            .filter(row -> row.stratum().difficulty().equals("solution_count"))
            .toList();
    assertThat(bySolutions).hasSizeGreaterThan(1);
    assertThat(bySolutions.stream().mapToInt(row -> row.estimate().problems()).sum())
        .isEqualTo(WrittenRun.PROBLEMS);
    assertThat(bySolutions).extracting(Measurement::samples).allMatch(samples -> samples % 8 == 0);
  }

  @Test
  void answersAreToldApart() {
    Outcome solved = null;
    for (int sample = 0; sample < WrittenRun.ANSWERS; sample++) {
      Outcome outcome = scores.get("direct " + written.id(39) + " " + sample);
      solved = outcome.correct() ? outcome : solved;
      assertThat(outcome.answer()).isPresent();
      assertThat(outcome.nodes()).isEqualTo(outcome.correct() ? 2 : 1);
    }
    assertThat(solved).isNotNull();
    assertThat(metric("direct", Metric.DISTINCT_SOLUTIONS_AT_K, "", 4).estimate().value())
        .isCloseTo(metric("direct", Metric.PASS_AT_K, "", 4).estimate().value(), within(1e-3));
  }

  @Test
  void figuresDoNotDependOnPartitions() {
    Dataset<Row> scores =
        spark.read().schema(ScoreTable.SCHEMA).parquet(written.run.folder().scores().toString());
    MetricsJob measuring = new MetricsJob(written.experiment, written.run.family());
    Dataset<Row> problems = spark.read().parquet(written.run.folder().problems().toString());
    MetricsJob.Result once = measuring.measure(scores.coalesce(1), problems, 1);
    MetricsJob.Result often = measuring.measure(scores.repartition(7), problems, 5);
    assertThat(often.measurements()).isEqualTo(once.measurements()).hasSizeGreaterThan(500);
    assertThat(often.distributions()).isEqualTo(once.distributions());
    assertThat(metrics).containsExactlyInAnyOrderElementsOf(once.measurements());
  }

  @Test
  void distributionsCountEverything() {
    List<DistributionCount> counts =
        read("distributions", DistributionTable.SCHEMA).stream()
            .map(DistributionTable::count)
            .toList();
    assertThat(total(counts, "direct", DistributionCount.LENGTHS))
        .isEqualTo(WrittenRun.PROBLEMS * WrittenRun.ANSWERS);
    assertThat(total(counts, "direct", DistributionCount.SUCCESSES)).isEqualTo(WrittenRun.PROBLEMS);
    assertThat(counts)
        .filteredOn(count -> count.distribution().equals(DistributionCount.MISTAKES))
        .extracting(DistributionCount::other)
        .contains("direct", "dfs-sum", "random-play");
  }

  @Test
  void completionsOfUnknownProblemsAreRefused(@TempDir Path other) throws IOException {
    WrittenRun odd = WrittenRun.write(spark, other, "problems.validation=30");
    assertThatThrownBy(() -> Evaluate.run(odd.run))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot judge all completions")
        .hasMessageContaining("direct=480");
  }

  @Test
  void finishedFoldersAreLeftAlone() throws IOException {
    RunPlan plan = written.run.plan();
    String scoresBefore = plan.scores().require().digest();
    Path manifest = Path.of(written.run.folder().metrics().toUri()).resolve("_manifest.json");
    Object modified = Files.getLastModifiedTime(manifest);
    Evaluate.Result result = Evaluate.run(written.run);
    assertThat(result.made()).hasSize(4).allMatch(Artifact.Made::finishedBefore);
    assertThat(result.scores().facts()).isEqualTo(plan.scores().require().facts());
    assertThat(plan.scores().require().digest()).isEqualTo(scoresBefore);
    assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(modified);
  }

  @Test
  void missingSamplesAreNamed(@TempDir Path other) throws IOException {
    Experiment experiment = WrittenRun.experiment(other);
    assertThatThrownBy(() -> Evaluate.run(Run.of(spark, experiment)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("samples/model=chains")
        .hasMessageContaining("run `sample` first");
  }

  private static long total(List<DistributionCount> counts, String player, String distribution) {
    return counts.stream()
        .filter(count -> count.player().equals(player))
        .filter(count -> count.distribution().equals(distribution))
        .mapToLong(DistributionCount::count)
        .sum();
  }

  private static Outcome withoutLogProbability(Outcome outcome) {
    return new Outcome(
        outcome.promptTokens(),
        outcome.tokens(),
        outcome.tokensToSolution(),
        outcome.correctPaper(),
        outcome.mistakes(),
        outcome.stopped(),
        outcome.error(),
        outcome.nodes(),
        outcome.firstMove(),
        outcome.answer(),
        OptionalDouble.empty(),
        outcome.lines());
  }

  private static Measurement metric(String player, Metric metric, String detail, double at) {
    return metrics.stream()
        .filter(row -> row.player().equals(player) && row.metric() == metric)
        .filter(row -> row.detail().equals(detail) && row.at() == at)
        .filter(row -> row.stratum().equals(Stratum.ALL))
        .findFirst()
        .orElseThrow();
  }

  private static List<Row> read(String table, StructType schema) {
    return spark
        .read()
        .schema(schema)
        .parquet(written.run.folder().root() + "/" + table)
        .collectAsList();
  }

  private static String key(Row row) {
    return row.getAs("model") + " " + row.getAs("problem_id") + " " + row.getAs("sample");
  }
}
