package dev.switchback.ml;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local files under another name, until a rename to a chosen name fails. */
public final class FailingFileSystem extends RawLocalFileSystem {
  private static Optional<String> failing = Optional.empty();

  static void failAt(String name) {
    failing = Optional.of(name);
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
    if (failing.isPresent() && target.getName().equals(failing.get())) {
      throw new IOException("the disk is full");
    }
    return super.rename(source, target);
  }
}
