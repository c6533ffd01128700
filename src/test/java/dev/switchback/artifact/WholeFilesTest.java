package dev.switchback.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFilesTest {
  @TempDir private java.nio.file.Path folder;
  private FileSystem local;

  @BeforeEach
  void open() throws IOException {
    local = FileSystem.getLocal(new Configuration());
  }

  @Test
  void aTextComesBackAndNothingLiesBesideIt() throws IOException {
    WholeFiles.write(local, path("new/text.txt"), "größer\n");
    WholeFiles.write(local, path("new/text.txt"), "later\n");

    assertThat(WholeFiles.readText(local, path("new/text.txt"))).isEqualTo("later\n");
    assertThat(folder.resolve("new").toFile().list()).containsExactly("text.txt");
    assertThatThrownBy(() -> WholeFiles.readText(local, path("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void aFileWithChecksumsIsReplaced() throws IOException {
    try (OutputStream out = local.create(path("text.txt"))) {
      out.write("with a file of checksums beside it".getBytes(StandardCharsets.UTF_8));
    }
    WholeFiles.write(local, path("text.txt"), "without");

    assertThat(WholeFiles.readText(local, path("text.txt"))).isEqualTo("without");
  }

  @Test
  void aWriteThatIsCutOffLeavesTheOldContent() throws IOException {
    WholeFiles.write(local, path("text.txt"), "old");

    assertThatThrownBy(() -> WholeFiles.write(opened(new FullDisk()), path("text.txt"), "new one"))
        .hasMessage("No space left on device");
    assertThat(WholeFiles.readText(local, path("text.txt"))).isEqualTo("old");

    WholeFiles.write(local, path("text.txt"), "new one");
    assertThat(WholeFiles.readText(local, path("text.txt"))).isEqualTo("new one");
  }

  @Test
  void aFileIsReplacedAlsoWhereRenamingDoesNot() throws IOException {
    for (FileSystem store : new FileSystem[] {opened(new Refusing()), opened(new Throwing())}) {
      WholeFiles.write(store, path("text.txt"), "old");
      WholeFiles.write(store, path("text.txt"), "new");

      assertThat(WholeFiles.readText(store, path("text.txt"))).isEqualTo("new");
      assertThat(folder.toFile().list()).containsExactly("text.txt");
    }
  }

  @Test
  void whatCannotBeRenamedIsTold() throws IOException {
    WholeFiles.write(local, path("one"), "1");
    WholeFiles.write(local, path("other"), "2");

    for (FileSystem store : new FileSystem[] {opened(new Refusing()), opened(new Throwing())}) {
      assertThatThrownBy(() -> WholeFiles.rename(store, path("one"), path("other")))
          .isInstanceOf(IOException.class)
          .hasMessage("Cannot rename " + path("one") + " to " + path("other"));
    }
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toString());
  }

  private static FileSystem opened(FileSystem files) throws IOException {
    files.initialize(URI.create("file:///"), new Configuration());
    return files;
  }

  /** Renames as HDFS does. */
  private static class Refusing extends RawLocalFileSystem {
    @Override
    public boolean rename(Path from, Path to) throws IOException {
      return !exists(to) && super.rename(from, to);
    }
  }

  /** Renames as some object stores do. */
  private static class Throwing extends RawLocalFileSystem {
    @Override
    public boolean rename(Path from, Path to) throws IOException {
      if (exists(to)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      return super.rename(from, to);
    }
  }

  /** Has room for three bytes in a file. */
  private static class FullDisk extends RawLocalFileSystem {
    @Override
    public FSDataOutputStream create(
        Path path,
        boolean overwrite,
        int buffer,
        short replication,
        long block,
        Progressable progress)
        throws IOException {
      OutputStream out = Files.newOutputStream(java.nio.file.Path.of(path.toUri().getPath()));
      return new FSDataOutputStream(
          new OutputStream() {
            private int written;

            @Override
            public void write(int next) throws IOException {
              if (written++ == 3) {
                throw new IOException("No space left on device");
              }
              out.write(next);
            }

            @Override
            public void close() throws IOException {
              out.close();
            }
          },
          null);
    }
  }
}
