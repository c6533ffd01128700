package dev.switchback.dataset.foreign;

import dev.switchback.dataset.ShardWriter;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
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
    ForeignFormat format, InputFile file, int number, String folder, long rowsPerFile)
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
    TakenRows.RejectedLines rejected = new TakenRows.RejectedLines(hadoop, lines);
    try (ForeignRows rows = format.reader().open(file, hadoop)) {
      TakenRows taken = new TakenRows(file, rows, rejected, counter);
      write(hadoop, taken);
      rejected.finish();
      return taken.count();
    } catch (IOException | RuntimeException failed) {
      rejected.abandon();
      throw failed;
    }
  }

  private void write(Configuration hadoop, TakenRows taken) throws IOException {
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
}
