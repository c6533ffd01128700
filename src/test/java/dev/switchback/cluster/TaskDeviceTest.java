package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskDeviceTest {
  @Test
  void withoutGpusATaskComputesOnTheCpu() {
    assertThat(TaskDevice.choose(List.of(), Optional.empty(), 0)).isEqualTo(-1);
  }

  @Test
  void withoutSchedulingATaskTakesTheFirstGpu() {
    assertThat(TaskDevice.choose(List.of(), Optional.empty(), 2)).isZero();
  }

  @Test
  void anAddressIsTheNumberOfTheGpu() {
    assertThat(TaskDevice.choose(List.of("3"), Optional.empty(), 4)).isEqualTo(3);
  }

  @Test
  void anAddressInCudaVisibleDevicesIsItsPlaceThere() {
    assertThat(TaskDevice.choose(List.of("5"), Optional.of("4,5"), 2)).isEqualTo(1);
    assertThat(TaskDevice.choose(List.of("GPU-af"), Optional.of("GPU-9c,GPU-af"), 2)).isEqualTo(1);
  }

  @Test
  void anAddressThatIsANumberInTheListsOrderIsKept() {
    assertThat(TaskDevice.choose(List.of("1"), Optional.of("4,5"), 2)).isEqualTo(1);
  }

  @Test
  void aGpuThatTheProcessDoesNotSeeIsRefused() {
    assertThatThrownBy(() -> TaskDevice.choose(List.of("2"), Optional.of("0,1"), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot use the GPU that Spark assigned: 2, expected one of the 2 that the process sees"
                + " (CUDA_VISIBLE_DEVICES = 0,1); check the discovery script and the CUDA"
                + " libraries");
  }
}
