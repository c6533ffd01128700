package dev.switchback.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationsTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private java.nio.file.Path disk;

  private Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    folder = Locations.path(disk.toString());
    files = Locations.files(folder, HADOOP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "a[1]", "{a,b}", "a*", "a?", "100%25", "a#b", "a+b", "ü 数", "10:30", "a\\b", "-a",
        "~", "file:a", " a "
      })
  void aNameIsTakenAsItIsWritten(String name) throws IOException {
    Path typed = Locations.path(disk + "/" + name);
    WholeFiles.write(files, typed, "text");

    assertThat(disk.resolve(name)).hasContent("text");
    assertThat(disk.toFile().list()).containsExactly(name);
    assertThat(WholeFiles.readText(files, Locations.child(folder, name))).isEqualTo("text");
    assertThat(files.listStatus(folder)[0].getPath().getName()).isEqualTo(name);
    Path relative = Locations.path(name);
    assertThat(files.makeQualified(relative).getParent().toUri().getPath())
        .isEqualTo(System.getProperty("user.dir"));
    assertThat(relative.getName()).isEqualTo(name);
  }

  @Test
  void whatBeginsWithASchemeAndASlashIsAUri() {
    assertThat(Locations.path("hdfs://host:9/a b").toUri().getHost()).isEqualTo("host");
    assertThat(Locations.path("file:/a").toUri().getScheme()).isEqualTo("file");
    assertThat(Locations.path("//a/b").toUri().getAuthority()).isNull();
    assertThat(Locations.path("//a/b").toUri().getPath()).isEqualTo("/a/b");
  }

  @Test
  void whatHadoopCannotHoldIsRefusedWithItsName() {
    assertThatThrownBy(() -> Locations.path(""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cannot use \"\" as a path: ");
  }

  @Test
  void aFileSystemWithoutItsJarIsNamedWithTheRemedy() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.s3a.impl", "org.apache.hadoop.fs.s3a.NotHere");

    assertThatThrownBy(() -> Locations.files(Locations.path("s3a://bucket/x"), hadoop))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot reach s3a://bucket/x: ")
        .hasMessageContaining("hadoop-aws")
        .hasMessageContaining("--packages");
  }

  @Test
  void aFileSystemThatHadoopDoesNotKnowIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> Locations.files(Locations.path("gs://bucket/x"), new Configuration()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Cannot reach gs://bucket/x: ")
        .hasMessageContaining("gcs-connector")
        .hasMessageContaining("--packages");
    assertThatThrownBy(() -> Locations.files(Locations.path("own://x/y"), new Configuration()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected the jar that has it");
  }

  @Test
  void noFilesOfChecksumsAreWrittenAndThoseOfOthersAreNotLookedAt() throws IOException {
    java.nio.file.Path stale = disk.resolve(".table.csv.crc");
    Files.write(stale, List.of("crc of what was here before"), UTF_8);
    Files.writeString(disk.resolve("table.csv"), "saved by another program");

    assertThat(WholeFiles.readText(files, new Path(folder, "table.csv")))
        .isEqualTo("saved by another program");
    try (var out = files.create(new Path(folder, "new.csv"))) {
      out.writeUTF("new");
    }
    files.rename(new Path(folder, "new.csv"), new Path(folder, "renamed.csv"));
    assertThat(disk.toFile().list())
        .containsExactlyInAnyOrder(".table.csv.crc", "table.csv", "renamed.csv");
  }

  @Test
  void hadoopMakesItWhereTheSettingsSaySo() throws IOException {
    Configuration plain = PlainLocalFileSystem.in(HADOOP);

    assertThat(folder.getFileSystem(plain)).isInstanceOf(PlainLocalFileSystem.class);
    assertThat(FileSystem.getLocal(plain)).isInstanceOf(PlainLocalFileSystem.class);
  }

  /** As on a cluster that has S3A among Spark's jars, where ours is submitted. */
  @Test
  void itIsNotAskedForWhereS3aWouldNotFindIt() {
    ClassLoader nothing = ClassLoader.getPlatformClassLoader();
    ClassLoader s3aAlone =
        new ClassLoader(nothing) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals("org.apache.hadoop.fs.s3a.S3AFileSystem")) {
              return FileSystem.class;
            }
            throw new ClassNotFoundException(name);
          }
        };

    assertThat(PlainLocalFileSystem.isFoundByS3aOf(nothing)).isTrue();
    assertThat(PlainLocalFileSystem.isFoundByS3aOf(s3aAlone)).isFalse();
  }
}
