package dev.switchback.dataset.foreign;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of rejected rows as JSON lines, which comes about with the first of them. It has its name
 * only when it is complete.
 */
final class RejectedLines {
  private final FileSystem files;
  private final Path file;
  private final Path attempt;
  private Writer out;

  RejectedLines(Configuration hadoop, Path file) throws IOException {
    this.files = file.getFileSystem(hadoop);
    this.file = file;
    this.attempt = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
  }

  void add(Rejected row) throws IOException {
    if (out == null) {
      out =
          new BufferedWriter(
              new OutputStreamWriter(files.create(attempt, true), StandardCharsets.UTF_8));
    }
    out.write(row.json());
    out.write('\n');
  }

  /** Gives the file its name, if there is one. */
  void finish() throws IOException {
    if (out != null) {
      out.close();
      files.delete(file, false);
      if (!files.rename(attempt, file)) {
        throw new IOException("Cannot rename " + attempt + " to " + file);
      }
    }
  }

  /** Removes what was written. */
  void abandon() throws IOException {
    if (out != null) {
      out.close();
      files.delete(attempt, false);
    }
  }
}
