package dev.switchback.bench;

import dev.switchback.dataset.ScoreTable;
import dev.switchback.evaluate.MetricsJob;
import dev.switchback.experiment.Experiment;
import dev.switchback.family.Family;
import dev.switchback.metric.estimate.Player;
import dev.switchback.train.ProcessMemory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** How fast scores are measured: an experiment's players, with made-up scores in Parquet. */
public final class EvaluationBench {
  private final SparkSession spark;
  private final Experiment experiment;
  private final Family family;
  private final PrintStream out;

  /**
   * @param experiment whose players, budgets and intervals are measured
   */
  public EvaluationBench(SparkSession spark, Experiment experiment, PrintStream out) {
    this.spark = spark;
    this.experiment = experiment;
    this.family = Family.of(experiment.problems(), experiment.seed());
    this.out = out;
  }

  /**
   * Makes scores, measures them, and prints how long it took.
   *
   * @param rows how many scores, at least
   */
  public void run(long rows) throws IOException {
    MetricsJob measuring = new MetricsJob(experiment, family);
    MadeUpScores made = new MadeUpScores(measuring.players(), samples(measuring.players()));
    long problems = (rows + made.perProblem() - 1) / made.perProblem();
    Path folder = Files.createTempDirectory("switchback-bench");
    try {
      write(made, problems, folder);
      measure(measuring, folder, problems * made.perProblem(), problems);
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private void write(MadeUpScores made, long problems, Path folder) {
    int cores = spark.sparkContext().defaultParallelism();
    Dataset<Long> range = spark.range(0, problems, 1, 4 * cores);
    spark
        .createDataFrame(range.javaRDD().flatMap(made::scores), ScoreTable.SCHEMA)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("compression", "zstd")
        .partitionBy("model")
        .parquet(folder.resolve("scores").toString());
    spark
        .createDataFrame(
            range.javaRDD().map(index -> MadeUpScores.problem(index, family.difficulties())),
            MadeUpScores.problemSchema(family.difficulties()))
        .write()
        .parquet(folder.resolve("problems").toString());
  }

  private void measure(MetricsJob measuring, Path folder, long rows, long problems)
      throws IOException {
    long start = System.nanoTime();
    MetricsJob.Result result =
        measuring.measure(
            spark.read().schema(ScoreTable.SCHEMA).parquet(folder.resolve("scores").toString()),
            spark.read().parquet(folder.resolve("problems").toString()),
            spark.sparkContext().defaultParallelism());
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,d scores of %,d problems, %,d figures: %.0f s, %,.0f scores/s, largest resident memory"
            + " %,d MB%n",
        rows,
        problems,
        result.measurements().size(),
        seconds,
        rows / seconds,
        ProcessMemory.peakBytes() / 1_000_000);
  }

  /** Completions of a problem by each of the players. */
  private List<Integer> samples(List<Player> players) {
    return players.stream()
        .map(
            player ->
                experiment.models().containsKey(player.name())
                    ? experiment.models().get(player.name()).sampling().samples()
                    : player.drawing() == Player.Drawing.SAMPLED
                        ? experiment.evaluation().randomPlaySamples()
                        : 1)
        .toList();
  }
}
