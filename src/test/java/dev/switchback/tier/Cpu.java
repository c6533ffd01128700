package dev.switchback.tier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests have to know of the CPU they run on. */
public final class Cpu {
  /** Why a test is skipped where {@link #hasAvx512} does not hold. */
  public static final String ANOTHER_ORDER =
      "this CPU has no AVX-512: its products add up in an order that depends on the batch";

  private Cpu() {}

  /** Whether the CPU has the instructions for which completions are promised to the last bit. */
  public static boolean hasAvx512() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    return Files.isReadable(info) && Files.readString(info).contains("avx512f");
  }
}
