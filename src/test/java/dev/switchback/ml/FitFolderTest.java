package dev.switchback.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitFolderTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path parent;

  @Test
  void aTemporaryFolderIsGoneWhenItIsClosed() throws IOException {
    Path path;
    try (FitFolder folder = FitFolder.of(Optional.empty(), "{}", Map.of(), HADOOP)) {
      assertThat(folder.prepareToContinue()).isTrue();
      path = Path.of(folder.path().toUri());
      assertThat(path).isDirectory();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void settingsAndRowsHaveAFolderOfTheirOwnThatStays() throws IOException {
    Path one = finished("{\"seed\":1}", "a");
    assertThat(one).isDirectory().hasParent(parent);
    assertThat(prepared("{\"seed\":1}", "a")).isFalse();
    assertThat(prepared("{\"seed\":2}", "a")).isTrue();
    assertThat(prepared("{\"seed\":1}", "b")).isTrue();
    try (var folders = Files.list(parent)) {
      assertThat(folders).hasSize(3);
    }
  }

  private Path finished(String configuration, String rows) throws IOException {
    try (FitFolder folder = folder(configuration, rows)) {
      assertThat(folder.prepareToContinue()).isTrue();
      folder.finish(Map.of());
      return Path.of(folder.path().toUri());
    }
  }

  private boolean prepared(String configuration, String rows) throws IOException {
    try (FitFolder folder = folder(configuration, rows)) {
      return folder.prepareToContinue();
    }
  }

  private FitFolder folder(String configuration, String rows) throws IOException {
    return FitFolder.of(
        Optional.of(parent.toString()), configuration, Map.of("rows", rows), HADOOP);
  }
}
