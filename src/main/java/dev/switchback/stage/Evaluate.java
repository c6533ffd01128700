package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.dataset.DistributionTable;
import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.run.RunFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Judges every completion by the strict verifier, has the reference players play the same problems,
 * and measures all of them, in Spark tasks.
 */
public final class Evaluate {
  private final SparkSession spark;
  private final Experiment experiment;
  private final RunFolder run;
  private final RunPlan plan;

  private Evaluate(SparkSession spark, Experiment experiment, RunFolder run) {
    this.spark = spark;
    this.experiment = experiment;
    this.run = run;
    this.plan = new RunPlan(run, experiment);
  }

  /**
   * Writes scores, metrics, distributions and what is learned for routing, if not there.
   *
   * @param overwrite whether those that another configuration made may be removed
   */
  public static void run(
      SparkSession spark, Experiment experiment, RunFolder run, boolean overwrite)
      throws IOException {
    Evaluate stage = new Evaluate(spark, experiment, run);
    Artifact scores = stage.plan.scores();
    if (scores.prepare(overwrite)) {
      stage.writeScores(scores);
    }
    stage.writeMetrics(overwrite);
    Optional<Artifact> router = stage.plan.router();
    if (router.isPresent() && router.get().prepare(overwrite)) {
      spark.sparkContext().setJobDescription("Learn which model solves which problems");
      new Routing(spark, experiment, run).write(router.get());
    }
  }

  private void writeScores(Artifact artifact) throws IOException {
    spark.sparkContext().setJobDescription("Judge completions");
    Map<String, Long> completions = new Scoring(spark, experiment, run).write(artifact.path());
    artifact.finish(Map.of("completions", completions));
  }

  /** Both tables come from one pass over the scores. */
  private void writeMetrics(boolean overwrite) throws IOException {
    Artifact metrics = plan.metrics();
    Artifact distributions = plan.distributions();
    boolean metricsMissing = metrics.prepare(overwrite);
    boolean distributionsMissing = distributions.prepare(overwrite);
    if (metricsMissing || distributionsMissing) {
      spark.sparkContext().setJobDescription("Measure players");
      Measuring.Result measured = measure();
      if (metricsMissing) {
        List<Row> rows = measured.measurements().stream().map(MetricTable::row).toList();
        write(metrics, rows, MetricTable.SCHEMA);
      }
      if (distributionsMissing) {
        List<Row> rows = measured.distributions().stream().map(DistributionTable::row).toList();
        write(distributions, rows, DistributionTable.SCHEMA);
      }
    }
  }

  private Measuring.Result measure() {
    return new Measuring(experiment)
        .measure(
            spark.read().schema(ScoreTable.SCHEMA).parquet(run.scores().toString()),
            spark.read().parquet(run.problems().toString()),
            spark.sparkContext().defaultParallelism());
  }

  private void write(Artifact artifact, List<Row> rows, StructType schema) throws IOException {
    spark
        .createDataFrame(rows, schema)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .option("compression", "zstd")
        .parquet(artifact.path().toString());
    artifact.finish(Map.of("rows", rows.size()));
  }
}
