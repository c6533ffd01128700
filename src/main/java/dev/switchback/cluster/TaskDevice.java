package dev.switchback.cluster;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Where a task computes: the GPU that Spark gave it, or the CPU. */
public final class TaskDevice {
  /** Spark's name for the resource. */
  static final String GPU = "gpu";

  private TaskDevice() {}

  /** The device of the running task. */
  public static Device current() {
    TaskContext task = TaskContext.get();
    ResourceInformation gpu = task == null ? null : task.resourcesJMap().get(GPU);
    List<String> addresses = gpu == null ? List.of() : Arrays.asList(gpu.addresses());
    int index =
        choose(addresses, Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")), gpus());
    return index < 0 ? Device.cpu() : Device.gpu(index);
  }

  /**
   * Chooses a device.
   *
   * @param addresses the GPU addresses that Spark gave the task; empty where it schedules none
   * @param visible the value of CUDA_VISIBLE_DEVICES; an address is then a place in that list, and
   *     so is CUDA's own numbering
   * @param gpus GPUs that the process sees
   * @return CUDA's number of the GPU, or -1 for the CPU
   * @throws IllegalStateException if Spark gave an address that the process does not see
   */
  static int choose(List<String> addresses, Optional<String> visible, int gpus) {
    if (addresses.isEmpty()) {
      return gpus > 0 ? 0 : -1;
    }
    String address = addresses.get(0);
    List<String> list = visible.map(value -> List.of(value.split(",", -1))).orElse(List.of());
    int index = list.contains(address) ? list.indexOf(address) : number(address);
    if (index < 0 || index >= gpus) {
      throw new IllegalStateException(
          "Cannot use the GPU that Spark assigned: "
              + address
              + ", expected one of the "
              + gpus
              + " that the process sees (CUDA_VISIBLE_DEVICES = "
              + visible.orElse("not set")
              + "); check the discovery script and the CUDA libraries");
    }
    return index;
  }

  private static int number(String address) {
    return address.matches("\\d{1,4}") ? Integer.parseInt(address) : -1;
  }

  /** GPUs that this process sees. */
  static int gpus() {
    return CudaUtils.getGpuCount();
  }
}
