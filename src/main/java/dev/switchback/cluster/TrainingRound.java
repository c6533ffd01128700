package dev.switchback.cluster;

import dev.switchback.artifact.InputException;
import dev.switchback.config.ModelSettings;
import dev.switchback.dataset.TokenColumn;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.train.Batch;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.DivergedException;
import dev.switchback.train.TokenRows;
import dev.switchback.train.TrainingLoop;
import dev.switchback.train.TrainingState;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A round of training: one Spark job that takes a state, runs optimizer steps on a worker's own
 * device and rows, and gives the state back. Workers keep no state between rounds, only the rows
 * they have read, so that a round is an ordinary job that may be tried again anywhere.
 *
 * @param hadoop how executors reach the traces
 * @param trainingTraces folder of the rows to learn from
 * @param validationTraces folder of the rows that validation losses are over
 * @param contentDigest of the traces, so that rows kept in memory are the right ones
 * @param settings of the model
 * @param seed of the row order
 * @param padding the token that fills up
 */
public record TrainingRound(
    SerializableConfiguration hadoop,
    String trainingTraces,
    String validationTraces,
    String contentDigest,
    ModelSettings settings,
    long seed,
    int padding)
    implements Serializable {

  /** One training in a JVM at a time: they would share the device and the native threads. */
  private static final Object ONE_AT_A_TIME = new Object();

  private static final ExecutorRows ROWS = new ExecutorRows();

  /**
   * Runs a round.
   *
   * @param state from which it starts
   * @param steps how many
   * @param validate whether to measure the validation loss afterwards
   * @param threads for the worker's products on a CPU
   * @throws DivergedException if the loss is no longer a number
   */
  public TrainingLoop.Round run(
      JavaSparkContext spark, TrainingState state, int steps, boolean validate, int threads) {
    Broadcast<TrainingState> broadcast = spark.broadcast(state);
    try {
      return spark
          .parallelize(List.of(0), 1)
          .map(worker -> work(broadcast.value(), steps, validate, threads))
          .collect()
          .get(0);
    } catch (Exception failed) {
      throwDivergence(failed);
      throw failed;
    } finally {
      broadcast.destroy();
    }
  }

  /** Spark wraps what a task throws. */
  private static void throwDivergence(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof DivergedException diverged) {
        throw diverged;
      }
    }
  }

  private TrainingLoop.Round work(TrainingState state, int steps, boolean validate, int threads) {
    synchronized (ONE_AT_A_TIME) {
      EngineThread.prepare(threads);
      Precision precision = Precision.of(settings.training().precision());
      try (CausalLmProgram program =
          new CausalLmProgram(state.weights().architecture(), precision, TaskDevice.current())) {
        TrainingLoop loop = new TrainingLoop(program, settings.training(), padding);
        List<Batch> validation = validate ? validationBatches() : List.of();
        return loop.run(state, plan(rows(trainingTraces)), steps, validation);
      }
    }
  }

  private List<Batch> validationBatches() {
    int count = settings.training().validation().rows();
    return count == 0 ? List.of() : plan(rows(validationTraces).first(count)).inOrder();
  }

  private BatchPlan plan(TokenRows rows) {
    return new BatchPlan(
        rows, settings.training().batchTokens(), settings.training().bucketWidth(), padding, seed);
  }

  private TokenRows rows(String folder) {
    int context = settings.architecture().contextLength();
    String key = contentDigest + " " + folder + " " + context;
    return ROWS.rows(
        key,
        () -> {
          Configuration configuration = hadoop.value();
          TokenRows rows = TokenRows.of(TokenColumn.read(configuration, new Path(folder)), context);
          if (rows.count() == 0) {
            throw new InputException(
                "Cannot train: " + folder + " holds no rows, expected at least one");
          }
          return rows;
        });
  }
}
