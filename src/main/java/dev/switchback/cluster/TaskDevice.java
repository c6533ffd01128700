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
   * Chooses a device. A number is taken as CUDA's own, which is how Spark's other users of GPUs
   * take it: where CUDA_VISIBLE_DEVICES is set, or a container shows a task its own GPUs only, CUDA
   * counts from 0 among these. So different numbers are never the same GPU. A name, such as {@code
   * GPU-8932f937-...}, is looked up in CUDA_VISIBLE_DEVICES, where it may be shortened.
   *
   * @param addresses the GPU addresses that Spark gave the task, of which the first is used; empty
   *     where it schedules none, which leaves the first GPU that the process sees
   * @param visible the value of CUDA_VISIBLE_DEVICES
   * @param gpus GPUs that the process sees
   * @return CUDA's number of the GPU, or -1 for the CPU
   * @throws IllegalStateException if Spark gave an address that the process does not see
   */
  static int choose(List<String> addresses, Optional<String> visible, int gpus) {
    if (addresses.isEmpty()) {
      return gpus > 0 ? 0 : -1;
    }
    String address = addresses.get(0).strip();
    int index =
        address.matches("\\d{1,4}")
            ? Integer.parseInt(address)
            : place(address, visible.orElse(""));
    if (index < 0 || index >= gpus) {
      throw new IllegalStateException(
          "Cannot use the GPU that Spark assigned: "
              + address
              + ", expected one of the "
              + gpus
              + " that the process sees (CUDA_VISIBLE_DEVICES = "
              + visible.map(value -> "\"" + value + "\"").orElse("not set")
              + "); see docs/gpu.md: check the discovery script, CUDA_VISIBLE_DEVICES and the CUDA"
              + " libraries");
    }
    return index;
  }

  /** The place of a name in CUDA_VISIBLE_DEVICES, or -1. */
  private static int place(String name, String visible) {
    List<String> entries = Arrays.stream(visible.split(",")).map(String::strip).toList();
    for (int place = 0; place < entries.size(); place++) {
      String entry = entries.get(place);
      if (!entry.isEmpty() && name.startsWith(entry)) {
        return place;
      }
    }
    return -1;
  }

  /** GPUs that this process sees. */
  static int gpus() {
    return CudaUtils.getGpuCount();
  }
}
