package dev.switchback.ml;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local files under another name, until a rename in a chosen folder fails. */
public final class FailingFileSystem extends RawLocalFileSystem {
  private static Optional<String> failing = Optional.empty();

  static void failIn(String folder) {
    failing = Optional.of(folder);
  }

  static void failNoMore() {
    failing = Optional.empty();
  }

  @Override
  public URI getUri() {
    return URI.create("failing:///");
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    if (failing.isPresent() && target.getParent().getName().equals(failing.get())) {
      throw new IOException("the disk is full");
    }
    return super.rename(source, target);
  }
}
