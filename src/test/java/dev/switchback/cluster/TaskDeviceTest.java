package dev.switchback.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDeviceTest {
  @ParameterizedTest
  @CsvSource({"0, -1", "1, 0", "2, 0"})
  void withoutSchedulingATaskTakesTheFirstGpuOrTheCpu(int gpus, int device) {
    assertThat(TaskDevice.choose(List.of(), Optional.empty(), gpus)).isEqualTo(device);
    assertThat(TaskDevice.choose(List.of(), Optional.of("3,1"), gpus)).isEqualTo(device);
  }

  /** An empty list hides all GPUs from CUDA, which then counts none. */
  @Test
  void whereAllGpusAreHiddenATaskWithoutAnAddressComputesOnTheCpu() {
    assertThat(TaskDevice.choose(List.of(), Optional.of(""), 0)).isEqualTo(-1);
  }

  @Test
  void anAddressIsTheNumberOfTheGpu() {
    assertThat(TaskDevice.choose(List.of("3"), Optional.empty(), 4)).isEqualTo(3);
    assertThat(TaskDevice.choose(List.of(" 1 "), Optional.empty(), 2)).isEqualTo(1);
  }

  @Test
  void ofSeveralAddressesTheFirstIsUsed() {
    assertThat(TaskDevice.choose(List.of("2", "0"), Optional.empty(), 4)).isEqualTo(2);
  }

  /** CUDA counts the GPUs of the list from 0, and so does whoever hands out those alone. */
  @ParameterizedTest
  @ValueSource(strings = {"4,5", "1,0", "2, 1", "GPU-8932f937,GPU-b0ad63c1"})
  void aNumberIsAPlaceInCudaVisibleDevices(String visible) {
    assertThat(TaskDevice.choose(List.of("0"), Optional.of(visible), 2)).isEqualTo(0);
    assertThat(TaskDevice.choose(List.of("1"), Optional.of(visible), 2)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6,GPU-b0ad63c1-f1b7-4a3e-9a57-0f7c5c6d2d11",
        "GPU-8932f937,GPU-b0ad63c1",
        " GPU-8932f937 , GPU-b0ad63c1 ",
        "0,GPU-b0ad63c1",
      })
  void aNameIsLookedUpInCudaVisibleDevices(String visible) {
    assertThat(
            TaskDevice.choose(
                List.of("GPU-b0ad63c1-f1b7-4a3e-9a57-0f7c5c6d2d11"), Optional.of(visible), 2))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "2, '0,1', 2",
        "5, '4,5', 2",
        "0, '', 0",
        "0, -1, 0",
        "0, null, 0",
        "GPU-8932f937-d72c, null, 1",
        "GPU-8932f937-d72c, '', 1",
        "GPU-8932f937-d72c, 'GPU-b0ad63c1,', 1",
        "GPU-8932f937-d72c, 'GPU-b0ad63c1,-1,GPU-8932f937', 1",
        "-1, '0', 1",
        "99999, null, 1",
      },
      nullValues = "null")
  void aGpuThatTheProcessDoesNotSeeIsRefused(String address, String visible, int gpus) {
    assertThatThrownBy(
            () -> TaskDevice.choose(List.of(address), Optional.ofNullable(visible), gpus))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot use the GPU that Spark assigned: "
                + address
                + ", expected one of the "
                + gpus
                + " that the process sees (CUDA_VISIBLE_DEVICES = "
                + (visible == null ? "not set" : "\"" + visible + "\"")
                + "); see docs/gpu.md: check the discovery script, CUDA_VISIBLE_DEVICES and the"
                + " CUDA libraries");
  }
}
