package dev.switchback.transfer;

import dev.switchback.artifact.Locations;
import dev.switchback.artifact.WholeFiles;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.importer.FileCount;
import dev.switchback.importer.ImportFormat;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Imports one file, from its first row to its last: problems go to files of their own, in their
 * order, rejected rows to another. Two attempts write the same bytes.
 *
 * @param number of the file among all, from 0
 * @param folder that has the folders {@value #PROBLEMS} and {@value #REJECTED}
 * @param rowsPerFile problems in a file, at most
 */
public record FileImport(
    ImportFormat format, InputFile file, int number, String folder, long rowsPerFile)
    implements Serializable {
  /** The folder of the problems. */
  public static final String PROBLEMS = "problems";

  /** The folder of the rejected rows. */
  public static final String REJECTED = "rejected";

  /**
   * Reads the file and writes what is in it.
   *
   * @param counter is told how many rows were read since it was last told
   * @throws dev.switchback.artifact.InputException if the file is damaged or lacks columns
   */
  public FileCount run(Configuration hadoop, LongConsumer counter) throws IOException {
    Path lines =
        new Path(folder, String.format(Locale.ROOT, REJECTED + "/part-%05d.jsonl", number));
    AcceptedRows.RejectedLines rejected = new AcceptedRows.RejectedLines(hadoop, lines);
    try (ParsedRows rows = format.reader().open(file, hadoop)) {
      AcceptedRows taken = new AcceptedRows(file, rows, rejected, counter);
      write(hadoop, taken);
      rejected.finish();
      return taken.count();
    } catch (IOException | RuntimeException failed) {
      rejected.abandon();
      throw failed;
    }
  }

  private void write(Configuration hadoop, AcceptedRows taken) throws IOException {
    ShardWriter writer = new ShardWriter(format.schema(), Set.of("original_id", "puzzle"));
    for (int part = 0; taken.hasNext(); part++) {
      String name = String.format(Locale.ROOT, PROBLEMS + "/part-%05d-%03d.parquet", number, part);
      writer.write(hadoop, new Path(folder, name), new Few(taken, rowsPerFile), rows -> {});
    }
  }

  /** So many rows at most. */
  private static final class Few implements Iterator<Row> {
    private final Iterator<Row> rows;
    private long left;

    Few(Iterator<Row> rows, long most) {
      this.rows = rows;
      this.left = most;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && rows.hasNext();
    }

    @Override
    public Row next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      return rows.next();
    }
  }

  /** The problems of a file in their order. Rows that are none go to another file, with reasons. */
  private static final class AcceptedRows implements Iterator<Row> {
    private final InputFile file;
    private final ParsedRows rows;
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
    AcceptedRows(
        InputFile file, ParsedRows rows, RejectedLines rejectedLines, LongConsumer counter) {
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
        this.files = Locations.files(file, hadoop);
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
}
