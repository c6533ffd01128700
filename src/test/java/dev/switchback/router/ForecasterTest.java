package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  @Test
  void afterAFailureNoFitIsAtWorkAnyMore() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Runnable slow =
        () -> {
          begun.countDown();
          waitDespiteInterrupts(300);
          ended.incrementAndGet();
        };
    Runnable failing =
        () -> {
          awaitUninterruptibly(begun);
          throw new IllegalStateException("no such column");
        };

    assertThatThrownBy(() -> Forecaster.fit(List.of(failing, slow)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no such column");

    assertThat(ended).hasValue(1);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private static void waitDespiteInterrupts(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
