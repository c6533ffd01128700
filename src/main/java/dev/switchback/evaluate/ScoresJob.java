package dev.switchback.evaluate;

import static org.apache.spark.sql.functions.col;

import dev.switchback.artifact.InputException;
import dev.switchback.cluster.CountedRows;
import dev.switchback.dataset.ScoreTable;
import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.experiment.Replicate;
import dev.switchback.family.Family;
import dev.switchback.progress.Progress;
import dev.switchback.run.Run;
import dev.switchback.trace.TraceStyle;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/** Writes the scores of models and reference players, judged in Spark tasks. */
public final class ScoresJob {
  private final Run run;
  private final SparkSession spark;
  private final Experiment experiment;
  private final ReferencePlayers references;

  public ScoresJob(Run run) {
    this.run = run;
    this.spark = run.spark();
    this.experiment = run.experiment();
    this.references =
        new ReferencePlayers(
            run.family(), experiment.seed(), experiment.evaluation().randomPlaySamples());
  }

  /**
   * Writes all scores: those of a model on a problem in one file.
   *
   * @return the number of completions of each player
   * @throws InputException if there are completions of problems that are not there
   */
  public Map<String, Long> write(Path path) {
    Dataset<Row> problems = problems().cache();
    Map<String, Long> expected = expected(problems.count());
    long total = expected.values().stream().mapToLong(Long::longValue).sum();
    try (Progress progress = Progress.start("Judging", total, "completions");
        CountedRows counted = CountedRows.watch(spark.sparkContext(), "judged", progress)) {
      ScoreFiles files =
          new ScoreFiles(
              path.toString(),
              new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
      spark
          .createDataFrame(scores(problems, counted.counter()), ScoreTable.SCHEMA)
          .repartition(ScoreFiles.count(total), col("model"), col("problem_id"))
          .sortWithinPartitions("model", "problem_id", "replicate", "sample")
          .javaRDD()
          .foreachPartition(files::write);
      progress.advanceTo(total, "");
    } finally {
      problems.unpersist();
    }
    requireAll(path, expected);
    return expected;
  }

  /** The problems that any model has completions of. */
  private Dataset<Row> problems() {
    Dataset<Row> sampled =
        experiment.sampled().stream()
            .map(name -> samples(name).select("problem_id"))
            .reduce(Dataset::union)
            .orElseThrow()
            .distinct();
    Object[] splits =
        experiment.models().values().stream().map(model -> model.sampling().split()).toArray();
    return run.parquet(run.folder().problems())
        .where(col("split").isin(splits))
        .join(sampled, "problem_id");
  }

  private Dataset<Row> samples(String name) {
    return run.parquet(run.folder().samples(name));
  }

  private Map<String, Long> expected(long problems) {
    Map<String, Long> expected = new TreeMap<>();
    for (String name : experiment.sampled()) {
      expected.merge(Replicate.of(name).model(), samples(name).count(), Long::sum);
    }
    for (String name : ReferencePlayers.names(run.family())) {
      expected.put(name, problems * references.samples(name));
    }
    return expected;
  }

  private JavaRDD<Row> scores(Dataset<Row> problems, LongAccumulator counter) {
    JavaRDD<Row> scores = ofReferences(problems);
    for (String name : experiment.sampled()) {
      scores = scores.union(ofModel(name, problems));
    }
    return scores.map(
        row -> {
          counter.add(1);
          return row;
        });
  }

  private JavaRDD<Row> ofReferences(Dataset<Row> problems) {
    ReferencePlayers players = references;
    return problems
        .repartition(spark.sparkContext().defaultParallelism())
        .javaRDD()
        .flatMap(players::scores);
  }

  private JavaRDD<Row> ofModel(String name, Dataset<Row> problems) {
    Family family = run.family();
    Replicate replicate = Replicate.of(name);
    ModelSettings settings = experiment.settings(name);
    TraceStyle style = settings.style();
    List<String> searches = List.copyOf(settings.mixture(experiment.searches()).weights().keySet());
    return samples(name)
        .join(problems.drop("seed"), "problem_id")
        .javaRDD()
        .map(
            row ->
                ScoreTable.row(
                    replicate.model(),
                    replicate.number(),
                    row.getAs("problem_id"),
                    row.getAs("sample"),
                    new CompletionGrader(family.tokenizer(), style, searches)
                        .outcome(
                            family.question(row),
                            row.getAs("text"),
                            tokens(row),
                            row.getAs("finish").equals("stop"),
                            OptionalDouble.of(logProbability(name, row)))));
  }

  private static double logProbability(String model, Row row) {
    double logProbability = row.getAs("log_probability");
    if (!Double.isFinite(logProbability)) {
      throw new InputException(
          "Cannot judge the completions of "
              + model
              + ": one has the log-probability "
              + logProbability
              + ", expected a finite number; remove the model's folder below samples/ and its"
              + " weights, and make them anew");
    }
    return logProbability;
  }

  private static int[] tokens(Row row) {
    List<Integer> tokens = row.getList(row.fieldIndex("tokens"));
    return tokens.stream().mapToInt(Integer::intValue).toArray();
  }

  private void requireAll(Path path, Map<String, Long> expected) {
    Map<String, Long> written = new TreeMap<>();
    run.parquet(path, ScoreTable.SCHEMA)
        .groupBy("model")
        .count()
        .collectAsList()
        .forEach(row -> written.put(row.getString(0), row.getLong(1)));
    if (!written.equals(expected)) {
      throw new InputException(
          "Cannot judge all completions: scores of "
              + written
              + ", expected "
              + expected
              + "; some are of problems that "
              + run.folder().problems()
              + " does not have: run `sample --overwrite`");
    }
  }
}
