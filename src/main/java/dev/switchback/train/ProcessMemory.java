package dev.switchback.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of this process as Linux counts it, native memory included. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Largest resident memory so far in bytes, 0 where the system does not tell. */
  public static long peakBytes() {
    try {
      return peakBytes(Files.readAllLines(STATUS));
    } catch (IOException notLinux) {
      return 0;
    }
  }

  /** The line {@code VmHWM: 1234 kB} of a process's status. */
  static long peakBytes(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(digits -> Long.parseLong(digits) << 10)
        .findFirst()
        .orElse(0);
  }
}
