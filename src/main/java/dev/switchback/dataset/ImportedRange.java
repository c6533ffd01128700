package dev.switchback.dataset;

import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The rows of an import with the indices of a shard, one after the other. */
final class ImportedRange implements AutoCloseable {
  private final List<TableFile> files;
  private final StructType columns;
  private final long end;
  private final Configuration hadoop;
  private long index;
  private int file = -1;
  private ShardReader rows;

  ImportedRange(List<TableFile> files, StructType columns, Shard shard, Configuration hadoop) {
    this.files = files;
    this.columns = columns;
    this.end = shard.end();
    this.hadoop = hadoop;
    this.index = shard.begin();
  }

  boolean hasNext() {
    return index < end;
  }

  /** The index of the row that comes next. */
  long index() {
    return index;
  }

  Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (rows == null || index >= files.get(file).end()) {
      open();
    }
    index++;
    return rows.next();
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }

  /** The next file that has rows of the range, from the first of them on. */
  private void open() {
    close();
    do {
      file++;
    } while (index >= files.get(file).end());
    rows = new ShardReader(hadoop, new Path(files.get(file).location()), columns);
    for (long row = files.get(file).begin(); row < index; row++) {
      rows.skip();
    }
  }
}
