package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GpuTurnsTest {
  private static final Device FIRST = Device.gpu(0);
  private static final BooleanSupplier ALIVE = () -> false;

  private final GpuTurns turns = new GpuTurns();

  @Test
  void oneTaskAtATimeHasAGpu() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int task = 0; task < 8; task++) {
      long number = task;
      tasks.add(
          CompletableFuture.runAsync(
              () -> {
                try (GpuTurns.Turn turn = turns.take(FIRST, number, ALIVE)) {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  now.decrementAndGet();
                }
              }));
    }
    tasks.forEach(CompletableFuture::join);
    assertThat(most).hasValue(1);
  }

  @Test
  void othersWaitUntilTheTaskHasGivenBackAllItsTurns() {
    GpuTurns.Turn model = turns.take(FIRST, 1, ALIVE);
    GpuTurns.Turn other = turns.take(FIRST, 1, ALIVE);
    CompletableFuture<GpuTurns.Turn> next =
        CompletableFuture.supplyAsync(() -> turns.take(FIRST, 2, ALIVE));
    model.close();
    assertThat(next).isNotCompleted();
    other.close();
    next.join().close();
  }

  @Test
  void anotherGpuIsFree() {
    try (GpuTurns.Turn first = turns.take(FIRST, 1, ALIVE);
        GpuTurns.Turn second = turns.take(Device.gpu(1), 2, ALIVE)) {
      assertThat(second).isNotSameAs(first);
    }
  }

  @Test
  void cpusAreForAll() {
    try (GpuTurns.Turn first = turns.take(Device.cpu(), 1, ALIVE);
        GpuTurns.Turn second = turns.take(Device.cpu(), 2, ALIVE)) {
      assertThat(List.of(first, second)).hasSize(2);
    }
  }

  @Test
  void aTaskThatShallEndDoesNotWait() {
    try (GpuTurns.Turn held = turns.take(FIRST, 1, ALIVE)) {
      assertThatThrownBy(() -> turns.take(FIRST, 2, () -> true))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("another task had gpu(0)");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> turns.take(FIRST, 2, ALIVE))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(held).isNotNull();
    }
  }
}
