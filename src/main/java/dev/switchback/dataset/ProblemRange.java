package dev.switchback.dataset;

import dev.switchback.artifact.InputException;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.TableFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Some problems of a table that follow each other in one of its files: what one file of samples is
 * about.
 *
 * @param number of the range, from 0, in the order of the table
 * @param file that has the problems
 * @param skipped rows of the file before them
 * @param count of the problems
 */
public record ProblemRange(int number, String file, long skipped, int count)
    implements Serializable {
  /**
   * To be raised when tables are cut in another way, also by who chooses the largest range: samples
   * that were begun cannot go on then.
   */
  public static final int CUT = 1;

  private static final int MOST_RANGES_OF_SMALL_TABLES = 16;

  /**
   * Cuts the first problems of a table into ranges. A small table is cut into more, so that several
   * cores have work; the cut depends on the table alone, never on the machine.
   *
   * @param folder of files of problems
   * @param problems how many; 0 for all
   * @param largest problems of a range at most
   * @throws InputException if the table has fewer, or none
   */
  public static List<ProblemRange> cut(
      Configuration hadoop, Path folder, long problems, int largest) {
    List<TableFile> files = TableFile.of(hadoop, folder);
    long there = files.stream().mapToLong(TableFile::size).sum();
    long wanted = problems == 0 ? Math.max(1, there) : problems;
    if (there < wanted) {
      throw new InputException(
          "Cannot take problems of "
              + folder
              + ": it has "
              + there
              + ", expected "
              + wanted
              + " or more; ask for fewer, or make the table anew");
    }
    long even = (wanted + MOST_RANGES_OF_SMALL_TABLES - 1) / MOST_RANGES_OF_SMALL_TABLES;
    long size = Math.max(1, Math.min(largest, even));
    List<ProblemRange> ranges = new ArrayList<>();
    for (TableFile file : files) {
      long end = Math.min(file.size(), wanted - file.begin());
      for (long at = 0; at < end; at += size) {
        int count = (int) Math.min(size, end - at);
        ranges.add(new ProblemRange(ranges.size(), file.location(), at, count));
      }
    }
    return ranges;
  }

  /** The name of the file that is made of it. */
  public String fileName() {
    return String.format(Locale.ROOT, "part-%05d.parquet", number);
  }

  /** The problems, one after the other; the caller closes them. */
  public ShardRows.Opened open(Configuration hadoop, StructType schema) {
    ShardReader rows = new ShardReader(hadoop, new Path(file), schema);
    for (long i = 0; i < skipped; i++) {
      rows.skip();
    }
    return new First(rows, count);
  }

  /** The first rows of a file. */
  private static final class First implements ShardRows.Opened {
    private final ShardReader rows;
    private int left;

    First(ShardReader rows, int count) {
      this.rows = rows;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && rows.hasNext();
    }

    @Override
    public Row next() {
      if (left == 0) {
        throw new NoSuchElementException("Every problem of the range was taken");
      }
      left--;
      return rows.next();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
