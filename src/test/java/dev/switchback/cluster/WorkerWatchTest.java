package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.tier.StartsSpark;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test leaves workers that wait for ever, and ends its Spark with them. */
@StartsSpark
class WorkerWatchTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private SparkSession session;
  private JavaSparkContext spark;

  @BeforeEach
  void start() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .getOrCreate();
    spark = new JavaSparkContext(session.sparkContext());
  }

  @AfterEach
  void stop() {
    session.stop();
  }

  @Test
  void aRoundThatStandsStillIsGivenUpWithTheWorkersThatAreMissing() {
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 2, 10, steps -> {})) {
      JavaFutureAction<List<Integer>> job =
          watch.over(workers(2, StandingStill::in), "workers").collectAsync();
      assertThatThrownBy(() -> watch.await(job, patience(Duration.ofSeconds(2), LONG)))
          .isInstanceOf(WorkerWatch.StalledException.class)
          .hasMessageContaining("no worker has taken a step for 0 minutes")
          .hasMessageContaining("worker 0 on executor driver on ")
          .hasMessageContaining("has taken 0 of 10 steps")
          .hasMessageContaining("raise training.workers.stall-timeout-minutes");
      assertThat(job.isCancelled()).isTrue();
    }
  }

  @Test
  void aWorkerWithoutAnExecutorIsMissed() {
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 3, 10, steps -> {})) {
      JavaFutureAction<List<Integer>> job =
          watch.over(workers(3, task -> StandingStill.in(1)), "workers").collectAsync();
      assertThatThrownBy(() -> watch.await(job, patience(LONG, Duration.ofSeconds(2))))
          .isInstanceOf(WorkerWatch.StalledException.class)
          .hasMessageContaining("worker 2 waits for an executor")
          .hasMessageContaining("raise training.workers.executor-timeout-minutes");
    }
  }

  /** As YARN tells it; the job itself only knows that a shuffle is gone. */
  @Test
  void aFailureTellsWhyAnExecutorWasLost() {
    String reason =
        "Container killed by YARN for exceeding physical memory limits. 602.1 MB of 544 MB physical"
            + " memory used. Consider boosting spark.executor.memoryOverhead.";
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 1, 10, steps -> {})) {
      watch.onExecutorRemoved(new SparkListenerExecutorRemoved(0, "7", reason));
      JavaRDD<Integer> failing =
          workers(
              1,
              task -> {
                throw new IllegalStateException("no shuffle");
              });
      assertThatThrownBy(
              () ->
                  watch.await(watch.over(failing, "workers").collectAsync(), patience(LONG, LONG)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Cannot finish a training round: ")
          .hasMessageContaining("; executor 7 was lost: " + reason)
          .hasMessageContaining("raise spark.executor.memoryOverhead");
    }
  }

  @Test
  void theShuffleBeforeItIsNoWaitForAnExecutor() {
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 1, 10, steps -> {})) {
      JavaRDD<Integer> shuffled = workers(1, Slow::read).repartition(1);
      JavaFutureAction<List<Integer>> job = watch.over(shuffled, "workers").collectAsync();
      assertThat(watch.await(job, patience(Duration.ofSeconds(3), Duration.ofSeconds(3))))
          .containsExactly(0);
    }
  }

  @Test
  void anotherJobsTasksAreNoneOfItsWorkers() {
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 1, 10, steps -> {})) {
      assertThat(workers(2, task -> task).collect()).containsExactly(0, 1);
      JavaFutureAction<List<Integer>> job =
          watch.over(workers(1, task -> StandingStill.in(1)), "workers").collectAsync();
      assertThatThrownBy(() -> watch.await(job, patience(Duration.ofSeconds(2), LONG)))
          .hasMessageContaining("(worker 0 on executor driver on ")
          .hasMessageContaining("has taken 0 of 10 steps)");
    }
  }

  @Test
  void aFailedWorkerIsTold() {
    try (WorkerWatch watch = new WorkerWatch(spark.sc(), 1, 10, steps -> {})) {
      JavaFutureAction<List<Integer>> job =
          watch
              .over(
                  workers(
                      1,
                      task -> {
                        throw new IllegalStateException("no memory on the device");
                      }),
                  "workers")
              .collectAsync();
      assertThatThrownBy(() -> watch.await(job, patience(LONG, LONG)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Cannot finish a training round: ")
          .hasRootCauseMessage("no memory on the device");
    }
  }

  private JavaRDD<Integer> workers(
      int count, org.apache.spark.api.java.function.Function<Integer, Integer> work) {
    List<Integer> numbers = List.of(0, 1, 2).subList(0, count);
    return spark.parallelize(numbers, count).map(work);
  }

  /** Takes longer than a worker may wait. */
  private static final class Slow {
    static int read(int row) throws InterruptedException {
      Thread.sleep(6_000);
      return row;
    }
  }

  /** Worker 0 is done at once, all others wait for what never comes until they are interrupted. */
  private static final class StandingStill {
    static int in(int worker) throws InterruptedException {
      if (worker > 0) {
        new CountDownLatch(1).await();
      }
      return worker;
    }
  }

  private static WorkerWatch.Patience patience(Duration stall, Duration wait) {
    return new WorkerWatch.Patience(stall, wait, "training.workers");
  }
}
