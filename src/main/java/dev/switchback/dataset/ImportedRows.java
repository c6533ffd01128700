package dev.switchback.dataset;

import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.TableFile;
import dev.switchback.family.Family;
import dev.switchback.family.ImportedProblems;
import dev.switchback.puzzle.Split;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The imported problems that belong to a split, whether or not they repeat; their index is that of
 * the import's row, so that a shard has fewer of them than indices.
 */
public record ImportedRows(Family family, Split split, List<TableFile> files) implements ShardRows {

  @Override
  public Opened open(Shard shard, Configuration hadoop) {
    ImportedProblems problems = family.imported();
    ImportedRange range = new ImportedRange(files, problems.columns(), shard, hadoop);
    return new OfSplit(split, problems, range);
  }

  /** The rows of a range that belong to the split. */
  private static final class OfSplit implements Opened {
    private final Split split;
    private final ImportedProblems problems;
    private final ImportedRange range;
    private Row next;

    OfSplit(Split split, ImportedProblems problems, ImportedRange range) {
      this.split = split;
      this.problems = problems;
      this.range = range;
    }

    @Override
    public boolean hasNext() {
      while (next == null && range.hasNext()) {
        long index = range.index();
        Row imported = range.next();
        if (problems.filterReason(imported).isEmpty() && problems.split(imported) == split) {
          next = problems.row(split, index, imported);
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    @Override
    public void close() {
      range.close();
    }
  }

  /** The rows of an import with the indices of a shard, one after the other. */
  public static final class ImportedRange implements AutoCloseable {
    private final List<TableFile> files;
    private final StructType columns;
    private final long end;
    private final Configuration hadoop;
    private long index;
    private int file = -1;
    private ShardReader rows;

    public ImportedRange(
        List<TableFile> files, StructType columns, Shard shard, Configuration hadoop) {
      this.files = files;
      this.columns = columns;
      this.end = shard.end();
      this.hadoop = hadoop;
      this.index = shard.begin();
    }

    public boolean hasNext() {
      return index < end;
    }

    /** The index of the row that comes next. */
    long index() {
      return index;
    }

    public Row next() {
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
}
