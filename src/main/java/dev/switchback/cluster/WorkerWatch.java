package dev.switchback.cluster;

import dev.switchback.experiment.GrpoSettings.LearnerSettings;
import dev.switchback.experiment.WorkerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Waits for a round while it watches its workers, so that a round cannot hang in silence: it ends,
 * or it is given up with the names of those that are missing.
 */
final class WorkerWatch extends SparkListener implements AutoCloseable {
  private final SparkContext spark;
  private final LongConsumer progress;
  private final LongAccumulator stepped;
  private final WorkerProgress workers;
  private final Set<Integer> tasks = new HashSet<>();
  private final Set<Integer> stages = new HashSet<>();
  private final Map<Long, Integer> workerOfTask = new HashMap<>();
  private Optional<String> lost = Optional.empty();

  WorkerWatch(SparkContext spark, int count, int stepsOfRound, LongConsumer progress) {
    this.spark = spark;
    this.progress = progress;
    this.stepped = spark.longAccumulator("steps");
    this.workers = new WorkerProgress(count, stepsOfRound);
    spark.addSparkListener(this);
  }

  /**
   * Watches the tasks of an RDD, one for each worker; before its job begins.
   *
   * @param name for Spark's pages
   */
  synchronized <T> JavaRDD<T> over(JavaRDD<T> workers, String name) {
    tasks.add(workers.id());
    return workers.setName(name);
  }

  /** What a worker adds to, one for a step. */
  LongAccumulator stepped() {
    return stepped;
  }

  /**
   * Joins what workers give back, each executor its share of the pieces.
   *
   * @param pieces of all workers
   * @param joined makes one piece of those of one number
   * @param tasks that join
   * @param patience how long is waited
   */
  List<StatePieces.Piece> reduced(
      JavaRDD<StatePieces.Piece> pieces,
      Function<Iterable<StatePieces.Piece>, StatePieces.Piece> joined,
      int tasks,
      Patience patience) {
    JavaRDD<StatePieces.Piece> results =
        pieces.groupBy(StatePieces.Piece::number, tasks).values().map(joined);
    try {
      return await(results.collectAsync(), patience);
    } finally {
      results.rdd().cleanShuffleDependencies(false);
    }
  }

  /**
   * The result of the round's job.
   *
   * @param patience how long is waited
   * @throws StalledException if one of these is over; the job is given up then
   * @throws IllegalStateException if the job fails
   */
  <T> List<T> await(JavaFutureAction<List<T>> job, Patience patience) {
    try {
      while (true) {
        try {
          return job.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException notYet) {
          progress.accept(slowestSteps());
          requireMovement(patience);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("Cannot finish a training round: it was interrupted");
    } catch (ExecutionException failed) {
      throw failure(failed.getCause());
    } finally {
      if (!job.isDone()) {
        job.cancel(true);
      }
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    JavaConverters.seqAsJavaList(submitted.stageInfo().rddInfos()).stream()
        .filter(rdd -> tasks.contains(rdd.id()))
        .findAny()
        .ifPresent(
            rdd -> {
              stages.add(submitted.stageInfo().stageId());
              workers.submitted(System.nanoTime());
            });
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart start) {
    if (stages.contains(start.stageId())) {
      TaskInfo task = start.taskInfo();
      workerOfTask.put(task.taskId(), task.partitionId());
      String place = "executor " + task.executorId() + " on " + task.host();
      workers.started(task.partitionId(), place, System.nanoTime());
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Integer worker = workerOfTask.remove(end.taskInfo().taskId());
    if (worker == null) {
      return;
    }
    if (end.taskInfo().successful()) {
      workers.finished(worker, System.nanoTime());
    } else {
      String place = "executor " + end.taskInfo().executorId() + " on " + end.taskInfo().host();
      workers.lost(worker, place, System.nanoTime());
    }
  }

  /**
   * Why is known here alone: the job that fails for it tells of the shuffle that is gone with it.
   */
  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String reason = removed.reason().lines().findFirst().orElse("");
    lost = Optional.of("; executor " + removed.executorId() + " was lost: " + reason);
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      Integer worker = workerOfTask.get((Long) task._1());
      for (AccumulableInfo value : JavaConverters.seqAsJavaList(task._4())) {
        if (worker != null && value.id() == stepped.id() && value.update().isDefined()) {
          workers.stepped(worker, (Long) value.update().get(), System.nanoTime());
        }
      }
    }
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }

  private synchronized long slowestSteps() {
    return workers.slowestSteps();
  }

  private synchronized void requireMovement(Patience patience) {
    long now = System.nanoTime();
    if (workers.waitsLongerThan(patience.room().toNanos(), now)) {
      throw new StalledException(
          "Cannot finish a training round: no executor has had room for "
              + patience.room().toMinutes()
              + " minutes, expected one for each worker ("
              + workers.description()
              + "); see whether executors were lost, or raise "
              + patience.section()
              + ".executor-timeout-minutes");
    }
    if (workers.isStill(patience.stall().toNanos(), now)) {
      throw new StalledException(
          "Cannot finish a training round: no worker has taken a step for "
              + patience.stall().toMinutes()
              + " minutes ("
              + workers.description()
              + "); see the executors' logs and threads, or raise "
              + patience.section()
              + ".stall-timeout-minutes where a step takes so long");
    }
  }

  private synchronized IllegalStateException failure(Throwable cause) {
    String told = String.valueOf(cause.getMessage());
    String memory =
        lost.isPresent() || told.contains("ExecutorLostFailure")
            ? "; where an executor was killed for memory (exit code 137), raise"
                + " spark.executor.memoryOverhead: models lie beside Java's heap"
            : "";
    return new IllegalStateException(
        "Cannot finish a training round: "
            + told.lines().findFirst().orElse("")
            + " ("
            + workers.description()
            + ")"
            + lost.orElse("")
            + memory,
        cause);
  }

  /**
   * How long workers are waited for.
   *
   * @param stall how long nothing may happen once the workers' own stage is submitted
   * @param room how long a worker may wait for an executor from then on
   * @param section of the settings that say so
   */
  record Patience(Duration stall, Duration room, String section) {
    static Patience of(WorkerSettings settings) {
      return new Patience(
          Duration.ofMinutes(settings.stallTimeoutMinutes()),
          Duration.ofMinutes(settings.executorTimeoutMinutes()),
          "training.workers");
    }

    static Patience of(LearnerSettings settings) {
      return new Patience(
          Duration.ofMinutes(settings.stallTimeoutMinutes()),
          Duration.ofMinutes(settings.executorTimeoutMinutes()),
          "grpo.learner");
    }
  }

  /** A training round in which nothing happens any more; the message says who is missing. */
  public static final class StalledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalledException(String message) {
      super(message);
    }
  }
}
