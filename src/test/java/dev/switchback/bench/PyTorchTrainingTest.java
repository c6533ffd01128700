package dev.switchback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.model.Precision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyTorchTrainingTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  void anInterpreterThatIsMissingIsSkippedWithAMessage() throws IOException {
    assertThat(start(folder.resolve("nowhere").toString())).isEmpty();
    assertThat(messages.toString(UTF_8))
        .isEqualTo("Skipped " + folder.resolve("nowhere") + ": it cannot be started\n");
  }

  @Test
  void anInterpreterWithoutPyTorchIsSkippedWithWhatItSaid() throws IOException {
    Path python = program("echo \"ModuleNotFoundError: No module named 'torch'\" >&2; exit 1");
    assertThat(start(python.toString())).isEmpty();
    assertThat(messages.toString(UTF_8))
        .isEqualTo("Skipped " + python + ": ModuleNotFoundError: No module named 'torch'\n");
  }

  @Test
  void asksForATypeAndThreadsAndReadsASpeed() throws IOException {
    Path python = program("echo 'PyTorch 9'; read request; echo \"${request##* }000.5\"");
    try (Contender contender = start(python.toString()).orElseThrow()) {
      assertThat(contender.name()).isEqualTo("PyTorch 9");
      assertThat(contender.tokensPerSecond(Precision.BFLOAT16, 2)).isEqualTo(2000.5);
    }
  }

  private Optional<Contender> start(String python) throws IOException {
    return PyTorchTraining.start(
        python,
        TrainingShape.of(TrainingShape.STANDARD),
        1,
        new PrintStream(messages, true, UTF_8));
  }

  private Path program(String body) throws IOException {
    Path file = folder.resolve("python");
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
