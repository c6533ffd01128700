package dev.switchback.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.router.PredictionTable;
import dev.switchback.run.Run;
import dev.switchback.run.RunFolder;
import dev.switchback.run.RunPlan;
import dev.switchback.stage.Evaluate;
import dev.switchback.stage.Generate;
import dev.switchback.stage.WrittenRun;
import dev.switchback.tier.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LocalSpark
class RouterJobTest {
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start(SparkSession session) {
    spark = session;
  }

  @Test
  void scoresBecomeFiguresPredictionsAndPipelines() throws IOException {
    Experiment experiment =
        WrittenRun.experiment(
            folder,
            "problems.validation=130",
            "problems.max-number=20",
            "problems.max-target=60",
            "evaluation.budgets=[50, 60]",
            "evaluation.bootstrap-samples=100",
            "evaluation.router.folds=2",
            "evaluation.router.learners=[cautious-logistic]",
            "evaluation.router.max-problems=120");
    Run whole = Run.of(spark, experiment);
    RunFolder run = whole.folder();
    Generate.run(whole);
    writeScores(run);
    assertThat(new RouterJob(whole).write(run.router())).containsOnlyKeys("learners");

    List<Measurement> figures = figures(run);
    assertThat(figures)
        .filteredOn(row -> row.metric() == Metric.ACCURACY_AT_TOKENS)
        .extracting(Measurement::player)
        .containsOnly("router", "surface-router", "oracle-router", "halved-oracle-router");
    assertThat(figures)
        .filteredOn(row -> row.metric() == Metric.DIFFERENCE_AT_FLOPS)
        .extracting(Measurement::detail)
        .contains("chains", "direct", "oracle-router");
    assertThat(figures)
        .filteredOn(row -> row.metric() == Metric.DIFFERENCE_AT_TOKENS)
        .filteredOn(row -> row.player().equals("router") && row.detail().equals("chains"))
        .isNotEmpty()
        .allMatch(row -> row.estimate().problems() == 120 && row.estimate().low() > 0.2);
    assertThat(
            spark
                .read()
                .schema(PredictionTable.SCHEMA)
                .parquet(run.router() + "/predictions")
                .where("axis = 'tokens' and features = 'all' and model = 'direct'")
                .count())
        .isEqualTo(2 * 120);
    long right =
        PipelineModel.load(run.router() + "/pipelines/tokens/all/direct")
            .transform(
                spark
                    .read()
                    .parquet(run.problems().toString())
                    .where("split = 'validation'")
                    .withColumn("budget", functions.lit(60.0)))
            .where("(prediction = 1) = (target % 2 = 0)")
            .count();
    assertThat(right).isGreaterThan(120);
  }

  @Test
  void tooFewProblemsAreToldInTheManifest() throws IOException {
    WrittenRun written = WrittenRun.write(spark, folder);
    Evaluate.run(written.run);
    RunPlan plan = written.run.plan();
    assertThat(plan.router().orElseThrow().finished()).isTrue();
    assertThat(plan.router().orElseThrow().require().facts())
        .containsEntry("skipped", "the models share 40 problems, and it takes 100");
    assertThat(figures(written.run.folder())).isEmpty();
  }

  @Test
  void whereItIsSwitchedOffThereIsNoSuchFolder() throws IOException {
    Experiment experiment = WrittenRun.experiment(folder, "evaluation.router.enabled=false");
    assertThat(Run.of(spark, experiment).plan().router()).isEmpty();
  }

  /** The direct model solves even targets, chains the odd ones. */
  private static void writeScores(RunFolder run) {
    List<Row> rows = new ArrayList<>();
    for (Row problem :
        spark
            .read()
            .parquet(run.problems().toString())
            .where("split = 'validation'")
            .select("problem_id", "target")
            .collectAsList()) {
      boolean even = problem.getInt(1) % 2 == 0;
      for (int sample = 0; sample < 4; sample++) {
        rows.add(ScoreTable.row("direct", 1, problem.getString(0), sample, outcome(even)));
      }
      rows.add(ScoreTable.row("chains", 1, problem.getString(0), 0, outcome(!even)));
    }
    spark
        .createDataFrame(rows, ScoreTable.SCHEMA)
        .write()
        .partitionBy("model")
        .parquet(run.scores().toString());
  }

  private static Outcome outcome(boolean correct) {
    return new Outcome(
        20,
        30,
        correct ? OptionalInt.of(25) : OptionalInt.empty(),
        correct,
        0,
        true,
        correct ? Optional.empty() : Optional.of("wrong"),
        1,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  private static List<Measurement> figures(RunFolder run) {
    return spark
        .read()
        .schema(MetricTable.SCHEMA)
        .parquet(run.router() + "/measurements")
        .collectAsList()
        .stream()
        .map(MetricTable::measurement)
        .toList();
  }
}
