package dev.switchback.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong(1_000);

  @Test
  void aLogGetsOneLineEveryTenSecondsAndOneAtTheEnd() {
    try (Progress progress = progress(0, 100, false)) {
      for (int step = 1; step <= 25; step++) {
        clock.addAndGet(1_000_000_000L);
        progress.advanceTo(step, "loss 1." + step);
      }
    }

    assertThat(written())
        .isEqualTo(
            """
            Training: 10 of 100 steps (10%), 1.00 steps/s, 1m 30s left, loss 1.10
            Training: 20 of 100 steps (20%), 1.00 steps/s, 1m 20s left, loss 1.20
            Training: 25 of 100 steps (25%), 1.00 steps/s, 1m 15s left, loss 1.25
            """);
  }

  @Test
  void workThatIsContinuedCountsItsRateFromWhereItBegan() {
    try (Progress progress = progress(50, 100, false)) {
      clock.addAndGet(10_000_000_000L);
      progress.advanceTo(60, "");
      clock.addAndGet(40_000_000_000L);
      progress.advanceTo(100, "");
    }

    assertThat(written())
        .isEqualTo(
            """
            Training: 60 of 100 steps (60%), 1.00 steps/s, 40s left
            Training: 100 of 100 steps (100%), 1.00 steps/s, took 50s
            """);
  }

  @Test
  void anUnknownTotalShowsCountAndRate() {
    try (Progress progress = progress(0, 0, false)) {
      clock.addAndGet(10_000_000_000L);
      progress.advanceTo(123_450, "");
    }

    assertThat(written()).startsWith("Training: 123450 steps, 12,345 steps/s\n");
  }

  @Test
  void aTerminalGetsABarThatIsDrawnOver() {
    try (Progress progress = progress(0, 4, true)) {
      clock.addAndGet(1_000_000_000L);
      progress.advanceTo(1, "a longer detail");
      clock.addAndGet(1_000_000L);
      progress.advanceTo(2, "too soon to be seen");
      clock.addAndGet(1_999_000_000L);
      progress.advanceTo(3, "");
      clock.addAndGet(1_000_000_000L);
      progress.advanceTo(4, "");
    }

    String[] drawn = written().split("\r");
    assertThat(drawn[1])
        .isEqualTo(
            "Training [======>                 ] 25% 1/4 steps, 1.00 steps/s, 3s left, a longer"
                + " detail");
    assertThat(drawn[2])
        .startsWith("Training [==================>     ] 75% 3/4 steps, 1.00 steps/s, 1s left ")
        .hasSameSizeAs(drawn[1]);
    assertThat(drawn[drawn.length - 1])
        .contains("[========================] 100% 4/4 steps, 1.00 steps/s, took 4s")
        .endsWith("\n");
  }

  @Test
  void longTimesAreInHours() {
    try (Progress progress = progress(0, 10_000, false)) {
      clock.addAndGet(10_000_000_000L);
      progress.advanceTo(10, "");
    }

    assertThat(written()).contains("2h 46m left");
  }

  private Progress progress(long first, long total, boolean terminal) {
    return new Progress(
        new Progress.ProgressText("Training", first, total, "steps"),
        new PrintStream(written, true, UTF_8),
        terminal,
        clock::get);
  }

  private String written() {
    return written.toString(UTF_8);
  }
}
