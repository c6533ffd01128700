package dev.switchback.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  @Test
  void readsTheLineOfTheLargestResidentMemory() {
    assertThat(
            ProcessMemory.peakBytes(
                List.of("Name:\tjava", "VmPeak:\t 9000 kB", "VmHWM:\t  4096 kB", "VmRSS:\t 12 kB")))
        .isEqualTo(4L << 20);
    assertThat(ProcessMemory.peakBytes(List.of("Name:\tjava"))).isZero();
  }

  @Test
  void isMoreThanJavasHeapAloneHere() {
    assertThat(ProcessMemory.peakBytes()).isGreaterThan(10L << 20);
  }
}
