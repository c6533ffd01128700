package dev.switchback.dataset;

import dev.switchback.family.Family;
import dev.switchback.family.ImportedProblems;
import dev.switchback.puzzle.Split;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

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
        if (problems.misfit(imported).isEmpty() && problems.split(imported) == split) {
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
}
