package dev.switchback.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.JavaProcess;
import dev.switchback.tier.NativeEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What other threads have freed goes back to the system when a model is closed. */
@NativeEngine
class ReleasedMemoryTest {
  private static final int ARRAYS = 2000;
  private static final int VALUES = 25_000;

  /** In a process of its own, in which no model was closed before. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aClosedModelGivesBackWhatWasFreed() throws Exception {
    assumeTrue(Runtime.version().compareTo(Runtime.Version.parse("17.0.9")) >= 0);
    Process process = JavaProcess.start(List.of(), Freeing.class);
    String[] resident =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ");
    assertThat(process.waitFor()).isZero();
    long freed = 4L * ARRAYS * VALUES;
    assertThat(Long.parseLong(resident[0]) - Long.parseLong(resident[1]))
        .as("bytes given back of %d freed", freed)
        .isGreaterThan(freed / 2);
  }

  /** Prints how many bytes are resident before and after a model is closed. */
  static final class Freeing {
    private Freeing() {}

    public static void main(String[] arguments) throws Exception {
      try (CausalLmProgram program = TestModels.program(TestModels.tiny(true), Precision.FLOAT32);
          NDManager manager = program.newManager()) {
        NDList kept = new NDList();
        Thread thread = new Thread(() -> kept.add(lastOfMany(manager)));
        thread.start();
        thread.join();
        long before = residentBytes();
        TestModels.program(TestModels.tiny(true), Precision.FLOAT32).close();
        System.out.println(before + " " + residentBytes());
      }
    }

    /** The last array stays, at the end of what the C library has asked of the system. */
    private static NDArray lastOfMany(NDManager manager) {
      NDList arrays = new NDList();
      for (int i = 0; i < ARRAYS; i++) {
        arrays.add(manager.ones(new Shape(VALUES)));
      }
      NDArray last = arrays.remove(ARRAYS - 1);
      arrays.close();
      return last;
    }

    private static long residentBytes() throws IOException {
      String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ");
      return Long.parseLong(pages[1]) * 4096;
    }
  }
}
