package dev.switchback.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Manifest EXAMPLE =
      new Manifest(
          "problems",
          "1.0",
          1,
          "{\"seed\":1}",
          Map.of("problems.rows-per-file", "1000"),
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

  /** To remove what cannot be reached would lose it. */
  @Test
  void storageThatRefusesIsNotTakenForADamagedManifest() {
    FileSystem refusing =
        new RawLocalFileSystem() {
          @Override
          public FSDataInputStream open(org.apache.hadoop.fs.Path path, int buffer)
              throws IOException {
            throw new AccessDeniedException(path.toString(), null, "the secret is another");
          }
        };
    refusing.setConf(new Configuration());

    assertThatThrownBy(() -> Manifest.read(refusing, new org.apache.hadoop.fs.Path("s3a:/b/run")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot read s3a:/b/run/_manifest.json: s3a:/b/run/_manifest.json: the secret is"
                + " another; expected storage that is there and may be read");
  }

  @Test
  void theDigestIsOfTheContentNotOfTheProgramOrTheFiles() {
    assertThat(EXAMPLE.digest()).hasSize(64).isEqualTo(of("2.0", 1, "{\"seed\":1}").digest());
    assertThat(EXAMPLE.digest())
        .isNotEqualTo(of("1.0", 1, "{\"seed\":2}").digest())
        .isNotEqualTo(of("1.0", 2, "{\"seed\":1}").digest());
  }

  private static Manifest of(String version, int format, String configuration) {
    return new Manifest(
        "problems", version, format, configuration, Map.of(), EXAMPLE.inputs(), EXAMPLE.facts());
  }
}
