package dev.switchback.dataset.hub;

import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.TableFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One file of a data set: the rows of a table from {@code begin} to {@code end} - 1, in the order
 * of their index.
 *
 * @param table columns of the table
 * @param parts files of the table that have these rows, in the order of their rows
 */
public record HubFile(String name, StructType table, List<TableFile> parts, long begin, long end)
    implements Serializable {
  private static final Set<String> DISTINCT = Set.of("problem_id", "canonical", "text");

  public HubFile {
    parts = List.copyOf(parts);
  }

  /**
   * Writes the file.
   *
   * @param counter is told how many rows were written since it was last told
   */
  public void write(Configuration hadoop, String folder, LongConsumer counter) throws IOException {
    ShardWriter writer = new ShardWriter(HubColumns.of(table), DISTINCT);
    try (Rows rows = new Rows(hadoop)) {
      writer.write(hadoop, new Path(folder, name), rows, counter);
    }
  }

  /** The rows, one part open at a time. */
  private final class Rows implements Iterator<Row>, AutoCloseable {
    private final Configuration hadoop;
    private final Iterator<TableFile> rest = parts.iterator();
    private ShardReader open;
    private long row;

    Rows(Configuration hadoop) {
      this.hadoop = hadoop;
      this.row = begin;
    }

    @Override
    public boolean hasNext() {
      return row < end;
    }

    @Override
    public Row next() {
      while (open == null || !open.hasNext()) {
        openNext();
      }
      row++;
      return HubColumns.row(open.next());
    }

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }

    private void openNext() {
      close();
      TableFile part = rest.next();
      open = new ShardReader(hadoop, new Path(part.location()), table);
      for (long skipped = part.begin(); skipped < row; skipped++) {
        open.next();
      }
    }
  }
}
