package dev.switchback.bench;

import dev.switchback.cluster.TrainingRound;
import dev.switchback.cluster.TrainingRows;
import dev.switchback.cluster.Workers;
import dev.switchback.config.RecordBinder;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.model.Architecture;
import dev.switchback.random.RandomStream;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.Checkpoints;
import dev.switchback.train.RoundReport;
import dev.switchback.train.TrainingState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * What a round costs beside its steps: handing the state out, averaging it, saving a checkpoint.
 * All of this takes as long for few steps as for many, so that it is measured over short rounds and
 * stated as a share of rounds of 200.
 */
public final class RoundBench {
  private static final int MEASURED_ROUNDS = 5;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int STEPS_OF_A_USUAL_ROUND = 200;

  /** The study's model of 17M parameters, with the vocabulary of CountDown. */
  private static final Architecture STUDY =
      new Architecture(46, 512, 8, 4, 1, 1024, 512, 1e6, 1e-6, 0.02, false);

  private final JavaSparkContext spark;
  private final PrintStream out;

  private RoundBench(JavaSparkContext spark, PrintStream out) {
    this.spark = spark;
    this.out = out;
  }

  /** Prints a line for each model. */
  public static void run(PrintStream out) throws IOException {
    try (SparkSession session =
        SparkSession.builder()
            .appName("switchback bench sync")
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.maxResultSize", "0")
            .getOrCreate()) {
      RoundBench bench = new RoundBench(new JavaSparkContext(session.sparkContext()), out);
      out.println("A round's cost beside its steps, one worker, bfloat16, batches of 8,192 tokens");
      bench.measure("4.8M parameters, length 256", BenchModel.ARCHITECTURE, 2);
      bench.measure("17M parameters, length 256", STUDY, 2);
    }
  }

  private void measure(String what, Architecture architecture, int steps) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("switchback-bench");
    TrainingSettings settings = settings(steps);
    Workers workers = Workers.place(spark.sc(), settings, architecture);
    Checkpoints<RoundReport> checkpoints =
        new Checkpoints<>(
            FileSystem.getLocal(new Configuration()),
            new Path(folder.toUri()),
            PuzzleFamilies.of("countdown").tokenizer(),
            settings.checkpoints(),
            1,
            RoundReport.class);
    try (TrainingRows rows =
        TrainingRows.ofTokens(
            "bench",
            spark.parallelize(traces(), 1).mapToPair(trace -> new Tuple2<>(trace, 0)),
            BenchModel.LENGTH + 1,
            settings)) {
      TrainingRound round = new TrainingRound(spark, rows, workers, settings, 1, 0);
      print(what, steps, rounds(round, TrainingState.initial(architecture, 1), steps, checkpoints));
    } finally {
      checkpoints.discard();
      Files.deleteIfExists(folder);
    }
  }

  /** Seconds of steps, of the rest of the round and of its checkpoint, each a median. */
  private static double[] rounds(
      TrainingRound round, TrainingState start, int steps, Checkpoints<RoundReport> checkpoints)
      throws IOException {
    TrainingState state = start;
    double[][] seconds = new double[3][MEASURED_ROUNDS];
    for (int i = -WARM_UP_ROUNDS; i < MEASURED_ROUNDS; i++) {
      TrainingRound.Result done = round.run(state, steps, taken -> {});
      RoundReport report = done.report();
      long started = System.nanoTime();
      checkpoints.save(done.state(), List.of(report));
      double saving = (System.nanoTime() - started) / 1e9;
      if (i >= 0) {
        seconds[0][i] = report.seconds();
        seconds[1][i] = report.roundSeconds() - report.seconds();
        seconds[2][i] = saving;
      }
      state = done.state();
    }
    return Arrays.stream(seconds).mapToDouble(RoundBench::median).toArray();
  }

  private void print(String what, int steps, double[] seconds) {
    double usual = seconds[0] / steps * STEPS_OF_A_USUAL_ROUND;
    double cost = seconds[1] + seconds[2];
    out.printf(
        Locale.ROOT,
        "%-28s step %.3f s, state out and back %.3f s, checkpoint %.3f s: %.2f %% of a round of"
            + " %d steps%n",
        what,
        seconds[0] / steps,
        seconds[1],
        seconds[2],
        100 * cost / (usual + cost),
        STEPS_OF_A_USUAL_ROUND);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<byte[]> traces() {
    RandomStream stream = RandomStream.of(1, "bench-rows");
    return IntStream.range(0, 128)
        .mapToObj(
            row ->
                Tokenizer.bytes(
                    IntStream.rangeClosed(0, BenchModel.LENGTH)
                        .map(i -> 1 + stream.nextInt(45))
                        .toArray()))
        .toList();
  }

  private static TrainingSettings settings(int steps) {
    return RecordBinder.ofText(
        TrainingSettings.class,
        String.format(
            Locale.ROOT,
            """
            steps = 1000
            batch-tokens = 8224
            learning-rate = 3e-4
            weight-decay = 0.1
            adam-beta2 = 0.95
            bucket-width = 256
            round-steps = %d
            checkpoints.every-steps = %d
            validation { rows = 0, generations = 0 }
            """,
            steps,
            steps));
  }
}
