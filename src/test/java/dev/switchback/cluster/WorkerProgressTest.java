package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkerProgressTest {
  @Test
  void saysWhoIsMissing() {
    WorkerProgress workers = new WorkerProgress(3, 200);
    workers.submitted(0);
    workers.started(0, "executor 4 on alpha", 10);
    workers.stepped(0, 17, 20);
    workers.started(1, "executor 5 on beta", 10);
    workers.finished(1, 30);
    assertThat(workers.description())
        .isEqualTo(
            "worker 0 on executor 4 on alpha has taken 17 of 200 steps;"
                + " worker 1 on executor 5 on beta is done; worker 2 waits for an executor");
    assertThat(workers.slowestSteps()).isZero();
  }

  @Test
  void aWorkerThatLostItsExecutorBeginsAgain() {
    WorkerProgress workers = new WorkerProgress(1, 200);
    workers.submitted(0);
    workers.started(0, "executor 4 on alpha", 10);
    workers.stepped(0, 17, 20);
    workers.lost(0, "executor 4 on alpha", 30);
    assertThat(workers.description())
        .isEqualTo("worker 0 waits for an executor after it lost executor 4 on alpha");
    assertThat(workers.waitsLongerThan(5, 35)).isFalse();
    assertThat(workers.waitsLongerThan(5, 36)).isTrue();
    workers.started(0, "executor 6 on beta", 40);
    assertThat(workers.slowestSteps()).isZero();
    assertThat(workers.waitsLongerThan(5, 100)).isFalse();
  }

  @Test
  void nobodyWaitsBeforeTheWorkersOwnStage() {
    WorkerProgress workers = new WorkerProgress(2, 200);
    assertThat(workers.waitsLongerThan(5, 1_000)).isFalse();
    assertThat(workers.isStill(5, 1_000)).isFalse();
    assertThat(workers.description())
        .isEqualTo("worker 0 waits for its rows; worker 1 waits for its rows");
    workers.submitted(1_000);
    assertThat(workers.waitsLongerThan(5, 1_005)).isFalse();
    assertThat(workers.waitsLongerThan(5, 1_006)).isTrue();
  }

  @Test
  void isStillOnlyWhereNoWorkerMoves() {
    WorkerProgress workers = new WorkerProgress(2, 200);
    workers.submitted(0);
    workers.started(0, "a", 0);
    workers.started(1, "b", 0);
    workers.stepped(0, 1, 50);
    assertThat(workers.isStill(60, 100)).isFalse();
    workers.stepped(0, 1, 100);
    assertThat(workers.isStill(60, 111)).as("the same step again is no movement").isTrue();
  }
}
