package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.switchback.model.Kernels.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {

  /** As Java names processors on Linux, Windows and macOS. */
  @ParameterizedTest
  @CsvSource({
    "amd64, '', ONEDNN",
    "x86_64, '', ONEDNN",
    "aarch64, '', PLAIN",
    "riscv64, '', PLAIN",
    "amd64, plain, PLAIN",
    "aarch64, onednn, ONEDNN"
  })
  void productsAreThoseOfTheProcessorUnlessOthersAreWanted(
      String processor, String wanted, Products expected) {
    assertThat(Products.of(processor, wanted)).isEqualTo(expected);
  }

  @Test
  void anUnknownWayIsRefused() {
    assertThatThrownBy(() -> Products.of("amd64", "fast"))
        .hasMessage("Cannot compute with -Dswitchback.products=fast, expected onednn or plain");
  }

  @Test
  void attentionIsFusedOnAGpuAlone() {
    assertThat(Kernels.of(Device.gpu()).queryBlock()).isEqualTo(Kernels.FUSED_ATTENTION);
    assertThat(Kernels.of(Device.cpu()).queryBlock()).isEqualTo(64);
  }

  /** A GPU waits for calls, a CPU for rows that have finished. */
  @Test
  void aCallDrawsMoreTokensOnAGpuAndWhereRowsAreFew() {
    assertThat(Kernels.of(Device.gpu()).steps(1000)).isEqualTo(Kernels.MOST_STEPS);
    assertThat(Kernels.of(Device.cpu()).steps(1000)).isEqualTo(4);
    assertThat(Kernels.of(Device.cpu()).steps(31)).isEqualTo(8);
  }
}
