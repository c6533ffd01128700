package dev.switchback.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Manifest EXAMPLE =
      new Manifest(
          "problems",
          "1.0",
          "{\"seed\":1}",
          Map.of("b", "2", "a", "1"),
          Map.of("rows", Map.of("train", 5), "targets", List.of(1, 2), "disjoint", true));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(folder.toUri());

    assertThat(Manifest.read(files, path)).isEmpty();
    EXAMPLE.write(files, path);

    assertThat(Manifest.read(files, path)).contains(EXAMPLE);
    try (var left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString())).containsExactly("_manifest.json");
    }
  }

  @Test
  void theDigestIsOfTheContentNotOfTheProgram() {
    Manifest newer =
        new Manifest("problems", "2.0", "{\"seed\":1}", EXAMPLE.inputs(), EXAMPLE.facts());
    Manifest other =
        new Manifest("problems", "1.0", "{\"seed\":2}", EXAMPLE.inputs(), EXAMPLE.facts());

    assertThat(EXAMPLE.digest()).hasSize(64).isEqualTo(newer.digest());
    assertThat(other.digest()).isNotEqualTo(EXAMPLE.digest());
  }
}
