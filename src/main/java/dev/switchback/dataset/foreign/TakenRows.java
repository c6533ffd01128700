package dev.switchback.dataset.foreign;

import dev.switchback.artifact.WholeFiles;
import dev.switchback.dataset.foreign.Rejected.Flaw;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The problems of a file in their order. Rows that are none go to another file, with reasons. */
final class TakenRows implements Iterator<Row> {
  private final InputFile file;
  private final ForeignRows rows;
  private final RejectedLines rejectedLines;
  private final LongConsumer counter;

  private final Map<Flaw, Long> rejected = new EnumMap<>(Flaw.class);
  private List<Rejected> first = List.of();
  private long read;
  private long taken;
  private long skipped;
  private Row next;
  private boolean ended;

  /**
   * Begins before the first row.
   *
   * @param counter is told how many rows were read since it was last told
   */
  TakenRows(InputFile file, ForeignRows rows, RejectedLines rejectedLines, LongConsumer counter) {
    this.file = file;
    this.rows = rows;
    this.rejectedLines = rejectedLines;
    this.counter = counter;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      if (rows.next()) {
        look();
      } else {
        ended = true;
      }
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.location());
    }
    Row row = next;
    next = null;
    taken++;
    return row;
  }

  /** What became of the rows up to here. */
  FileCount count() {
    return new FileCount(read, taken, skipped, rejected, first);
  }

  private void look() {
    read++;
    counter.accept(1);
    if (rows.isSkipped()) {
      skipped++;
      return;
    }
    try {
      next = rows.problem();
    } catch (RejectedRowException bad) {
      reject(new Rejected(file.name(), rows.place(), bad.flaw(), bad.getMessage(), rows.text()));
    }
  }

  private void reject(Rejected row) {
    rejected.merge(row.flaw(), 1L, Long::sum);
    if (first.isEmpty()) {
      first = List.of(row);
    }
    try {
      rejectedLines.add(row);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot keep a rejected row of " + file.location(), failed);
    }
  }

  /**
   * A file of rejected rows as JSON lines, which comes about with the first of them. It has its
   * name only when it is complete.
   */
  static final class RejectedLines {
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
        WholeFiles.replace(files, attempt, file);
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
}
