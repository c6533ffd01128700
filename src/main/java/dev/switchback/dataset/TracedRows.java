package dev.switchback.dataset;

import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * The traces of a split: shard i writes the problems of shard i down.
 *
 * @param problems folder of the split's problems
 * @param searches one of which is drawn for each problem; none for direct solutions
 */
public record TracedRows(Family family, Split split, String problems, SearchMixture searches)
    implements ShardRows {
  @Override
  public Opened open(Shard shard, Configuration hadoop) {
    Function<Row, Row> traces = family.traces(split, searches);
    Path file = new Path(problems, shard.fileName());
    ShardReader rows = new ShardReader(hadoop, file, family.promptColumns());
    return new Opened() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return traces.apply(rows.next());
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }
}
