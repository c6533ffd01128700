package dev.switchback.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configurations that tests start from. */
final class Examples {
  /** All that must be set, nothing else. */
  static final String SMALLEST =
      """
      name = tiny
      models.direct {
        style = direct
        architecture.preset = 3m
        training.steps = 10
        sampling.max-tokens = 512
      }
      """;

  private Examples() {}

  static Experiment smallest(Path folder, String... overrides) throws IOException {
    return read(folder, SMALLEST, overrides);
  }

  static Experiment read(Path folder, String text, String... overrides) throws IOException {
    return ExperimentFile.read(write(folder, text), List.of(overrides));
  }

  static Path write(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("example.conf"), text);
  }
}
