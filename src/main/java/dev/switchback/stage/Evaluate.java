package dev.switchback.stage;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.switchback.artifact.Artifact;
import dev.switchback.artifact.RunFolder;
import dev.switchback.artifact.RunPlan;
import dev.switchback.config.EvaluationSettings;
import dev.switchback.config.Experiment;
import dev.switchback.dataset.MetricTable;
import dev.switchback.dataset.ProblemTable;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.metric.Bootstrap;
import dev.switchback.metric.Evaluation;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Player;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    Dataset<Row> problems = problems().cache();
    JavaRDD<Row> scores = references(problems);
    for (String model : experiment.models().keySet()) {
      scores = scores.union(model(model, problems));
    }
    spark
        .createDataFrame(scores, ScoreTable.SCHEMA)
        .repartition(col("model"))
        .sortWithinPartitions("model", "problem_id", "sample")
        .write()
        .mode(SaveMode.Append)
        .option("compression", "zstd")
        .partitionBy("model")
        .parquet(artifact.path().toString());
    problems.unpersist();
    artifact.finish(scoreFacts(artifact));
  }

  /** The problems that any model has completions of. */
  private Dataset<Row> problems() {
    Dataset<Row> sampled =
        experiment.models().keySet().stream()
            .map(model -> spark.read().parquet(run.samples(model).toString()).select("problem_id"))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct();
    return spark
        .read()
        .parquet(run.problems().toString())
        .where(col("split").isin(splits()))
        .select("problem_id", "index", "numbers", "target")
        .join(broadcast(sampled), "problem_id");
  }

  private Object[] splits() {
    return experiment.models().values().stream()
        .map(model -> model.sampling().split())
        .distinct()
        .toArray();
  }

  private JavaRDD<Row> references(Dataset<Row> problems) {
    ReferencePlayers references =
        new ReferencePlayers(experiment.seed(), experiment.evaluation().randomPlaySamples());
    return problems
        .repartition(spark.sparkContext().defaultParallelism())
        .javaRDD()
        .flatMap(
            row ->
                references.scores(
                    row.getAs("problem_id"), row.getAs("index"), ProblemTable.problem(row)));
  }

  private JavaRDD<Row> model(String model, Dataset<Row> problems) {
    return spark
        .read()
        .parquet(run.samples(model).toString())
        .join(broadcast(problems), "problem_id")
        .javaRDD()
        .map(
            row ->
                ScoreTable.row(
                    model,
                    row.getAs("problem_id"),
                    row.getAs("sample"),
                    Completions.outcome(
                        ProblemTable.problem(row),
                        row.getAs("text"),
                        tokens(row),
                        row.getAs("finish").equals("stop"))));
  }

  private static int[] tokens(Row row) {
    List<Integer> tokens = row.getList(row.fieldIndex("tokens"));
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  private Map<String, Object> scoreFacts(Artifact artifact) {
    Map<String, Object> facts = new TreeMap<>();
    spark
        .read()
        .schema(ScoreTable.SCHEMA)
        .parquet(artifact.path().toString())
        .groupBy("model")
        .count()
        .collectAsList()
        .forEach(row -> facts.put(row.getString(0), row.getLong(1)));
    return Map.of("completions", facts);
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
