package dev.switchback.cluster;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** What there is to compute with: the engine, its native library, its devices. */
public final class EngineReport {
  private EngineReport() {}

  /**
   * Loads the engine, which unpacks its native library the first time, and describes it.
   *
   * @return texts by their heading; where the engine cannot be loaded, the reason is one of them
   */
  public static Map<String, String> describe() {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("DJL", Engine.getDjlVersion() + (Utils.isOfflineMode() ? ", offline" : ""));
    report.put("Cache", Utils.getEngineCacheDir().toString());
    try {
      Engine engine = Engine.getEngine("PyTorch");
      report.put("PyTorch", engine.getVersion() + " in " + LibUtils.getLibtorchPath());
      report.put(
          "Threads",
          JniUtils.getNumThreads()
              + " within an operation, "
              + JniUtils.getNumInteropThreads()
              + " between operations");
      report.put(
          "GPUs", gpus(engine.getGpuCount(), Optional.ofNullable(System.getenv("PYTORCH_FLAVOR"))));
      report.put("bfloat16", Cpu.current().bfloat16());
    } catch (RuntimeException | LinkageError unavailable) {
      report.put(
          "PyTorch",
          "cannot be loaded, so that nothing can be trained or sampled here: "
              + reasons(unavailable)
              + "; Linux on x86-64 with glibc 2.28 or newer and a folder that can be written for"
              + " the cache are needed");
    }
    return report;
  }

  /** Which library is missing stands in the last cause. */
  private static String reasons(Throwable failure) {
    StringJoiner reasons = new StringJoiner(": ");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reasons.add(cause.getMessage());
    }
    return reasons.toString();
  }

  private static String gpus(int count, Optional<String> flavor) {
    if (count > 0) {
      return count + ", models run on them";
    }
    String none = "none, models run on the CPU";
    return flavor.filter(name -> name.startsWith("cu")).isEmpty()
        ? none
        : none
            + ", although PYTORCH_FLAVOR = "
            + flavor.get()
            + ": no libcudart.so was found in LD_LIBRARY_PATH or jna.library.path, or it sees no"
            + " GPU; see docs/gpu.md";
  }
}
