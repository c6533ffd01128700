package dev.switchback.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments that come with the project. */
class ConfFolderTest {
  private static final Path CONF = Path.of("conf");

  static List<Path> experiments() throws IOException {
    Set<Path> parts = parts();
    return files().stream().filter(file -> !parts.contains(file)).toList();
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void everyFileIsAnExperimentOfItsName(Path file) {
    Experiment experiment = ExperimentFile.read(file, List.of());
    assertThat(file).hasFileName(experiment.name() + ".conf");
    assertThat(experiment.models()).containsKey("direct").hasSize(2);
  }

  @Test
  void someFilesArePartsOfOthers() throws IOException {
    assertThat(parts().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder("countdown-direct.conf", "countdown.conf", "sudoku.conf");
    assertThat(experiments()).hasSizeGreaterThan(10);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  /** Files that others include. */
  private static Set<Path> parts() throws IOException {
    return files().stream().flatMap(ConfFolderTest::included).collect(Collectors.toSet());
  }

  private static Stream<Path> included(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith("include "))
          .map(line -> file.resolveSibling(line.split("\"")[1]));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
