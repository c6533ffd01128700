package dev.switchback.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that has ended.
 *
 * @param text both of its streams
 */
record Command(int exitCode, String text) {

  /** Runs one to its end. */
  static Command run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
      return new Command(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Whether a program is installed. */
  static boolean isInstalled(String program) throws IOException, InterruptedException {
    return run(Map.of(), List.of("sh", "-c", "command -v " + program)).exitCode() == 0;
  }
}
