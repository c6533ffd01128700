package dev.switchback.cluster;

import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.Weights;
import dev.switchback.train.DivergedException;
import dev.switchback.train.LearningRate;
import dev.switchback.train.OuterStep;
import dev.switchback.train.RoundReport;
import dev.switchback.train.RoundReport.WorkerReport;
import dev.switchback.train.TokenRows;
import dev.switchback.train.TrainingState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.CollectionAccumulator;

/**
 * A round of training: one Spark job. The state is broadcast; each worker takes optimizer steps
 * from it on its own device and rows; the states they end with are averaged, each executor its
 * share of the pieces, and come back. With one worker this is plain training. With several it is
 * local SGD, as in DiLoCo (arXiv 2311.08105).
 *
 * <p>Workers keep no state between rounds, so that a round is an ordinary job: a lost executor
 * costs its task, which runs again elsewhere with the same result.
 */
public final class TrainingRound {
  private final JavaSparkContext spark;
  private final TrainingRows rows;
  private final Workers workers;
  private final TrainingSettings settings;
  private final TrainingWorker worker;
  private final LearningRate learningRate;
  private final OuterStep outerStep;

  /**
   * Prepares rounds.
   *
   * @param rows of each worker
   * @param workers where they run
   * @param settings of the training
   * @param seed of the row order
   * @param padding the token that fills up
   */
  public TrainingRound(
      JavaSparkContext spark,
      TrainingRows rows,
      Workers workers,
      TrainingSettings settings,
      long seed,
      int padding) {
    this.spark = spark;
    this.rows = rows;
    this.workers = workers;
    this.settings = settings;
    this.worker = new TrainingWorker(settings, seed, padding, workers.threads());
    this.learningRate = new LearningRate(settings);
    this.outerStep = new OuterStep(settings.workers());
  }

  /**
   * Runs a round.
   *
   * @param state from which it starts
   * @param steps of each worker
   * @param progress told now and then how many steps the slowest worker has taken in the round
   * @throws DivergedException if a worker's loss is no longer a number
   * @throws WorkerWatch.StalledException if no worker takes a step for too long
   */
  public Result run(TrainingState state, int steps, LongConsumer progress) {
    long started = System.nanoTime();
    Broadcast<TrainingState> before = spark.broadcast(state.forWorkers());
    CollectionAccumulator<TrainingWorker.Result> outcomes =
        spark.sc().collectionAccumulator("outcomes");
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), rows.workers(), steps, progress)) {
      JavaRDD<StatePieces.Piece> pieces = pieces(before, steps, watch, outcomes);
      List<StatePieces.Piece> means =
          watch.reduced(
              pieces,
              StatePieces::mean,
              StatePieces.tasks(state.trained(), rows.workers()),
              WorkerWatch.Patience.of(settings.workers()));
      Map<Integer, WorkerReport> reports = reports(outcomes.value());
      TrainingState after = after(state, steps, means, reports);
      double seconds = (System.nanoTime() - started) / 1e9;
      double rate = learningRate.at(after.step() - 1);
      return new Result(after, RoundReport.of(List.copyOf(reports.values()), after, rate, seconds));
    } finally {
      before.destroy();
    }
  }

  private JavaRDD<StatePieces.Piece> pieces(
      Broadcast<TrainingState> before,
      int steps,
      WorkerWatch watch,
      CollectionAccumulator<TrainingWorker.Result> outcomes) {
    TrainingWorker task = worker;
    var stepped = watch.stepped();
    JavaRDD<StatePieces.Piece> pieces =
        rows.shares()
            .mapPartitionsWithIndex(
                (number, share) -> {
                  TokenRows own = share.next();
                  return task.work(number, own, before.value(), steps, stepped, outcomes);
                },
                false);
    return watch.over(workers.place(pieces), "Training workers");
  }

  /** A worker's task may have run twice: what it reports of the training is the same. */
  private static Map<Integer, WorkerReport> reports(List<TrainingWorker.Result> outcomes) {
    outcomes.stream()
        .filter(outcome -> outcome.diverged() != null)
        .min(Comparator.comparingInt(TrainingWorker.Result::worker))
        .ifPresent(
            outcome -> {
              throw outcome.diverged();
            });
    Map<Integer, WorkerReport> reports = new TreeMap<>();
    outcomes.forEach(outcome -> reports.put(outcome.worker(), outcome.report()));
    return reports;
  }

  private TrainingState after(
      TrainingState before,
      int steps,
      List<StatePieces.Piece> means,
      Map<Integer, WorkerReport> reports) {
    List<Weights> joined = StatePieces.join(means, before.trained());
    long tokens = reports.values().stream().mapToLong(WorkerReport::tokens).sum();
    TrainingState mean =
        new TrainingState(
            joined.get(0),
            joined.get(1),
            joined.get(2),
            null,
            before.step() + steps,
            before.tokens() + tokens);
    return outerStep.apply(before, mean);
  }

  /** The state after a round and what the round saw. */
  public record Result(TrainingState state, RoundReport report) {}
}
