package dev.switchback.stage;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.config.EvaluationSettings;
import dev.switchback.config.Experiment;
import dev.switchback.dataset.MetricTable;
import dev.switchback.metric.Bootstrap;
import dev.switchback.metric.Evaluation;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Player;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Judges every completion by the strict verifier, has the reference players play the same problems,
 * and measures all of them. Verdicts are reached in Spark tasks; what is left, a few numbers for
 * each problem and player, is measured on the driver.
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
   * Writes scores and metrics that are not there.
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
    Artifact metrics = stage.plan.metrics();
    if (metrics.prepare(overwrite)) {
      stage.writeMetrics(metrics);
    }
  }

  private void writeScores(Artifact artifact) throws IOException {
    spark.sparkContext().setJobDescription("Judge completions");
    Map<String, Long> completions = new Scoring(spark, experiment, run).write(artifact.path());
    artifact.finish(Map.of("completions", completions));
  }

  private void writeMetrics(Artifact artifact) throws IOException {
    spark.sparkContext().setJobDescription("Measure players");
    List<Measurement> measurements = measure(new Players(experiment).read(spark, run));
    spark
        .createDataFrame(measurements.stream().map(MetricTable::row).toList(), MetricTable.SCHEMA)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .option("compression", "zstd")
        .parquet(artifact.path().toString());
    artifact.finish(Map.of("measurements", measurements.size()));
  }

  /** Every player, every pair of models, every model against random play. */
  private List<Measurement> measure(List<Player> players) {
    EvaluationSettings settings = experiment.evaluation();
    Bootstrap bootstrap =
        new Bootstrap(settings.bootstrapSamples(), settings.confidence(), experiment.seed());
    Evaluation evaluation =
        new Evaluation(players, settings.budgets(), settings.passAt(), bootstrap);
    List<Measurement> measurements = new ArrayList<>();
    players.forEach(player -> measurements.addAll(evaluation.measure(player)));
    int models = experiment.models().size();
    Player randomPlay = players.get(models);
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j < models; j++) {
        measurements.addAll(evaluation.compare(players.get(i), players.get(j)));
      }
      measurements.addAll(evaluation.compare(players.get(i), randomPlay));
    }
    return measurements;
  }
}
