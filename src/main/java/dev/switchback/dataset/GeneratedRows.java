package dev.switchback.dataset;

import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** The problems that are drawn for a split, whether or not they repeat. */
public record GeneratedRows(Family family, Split split) implements ShardRows {
  @Override
  public Opened open(Shard shard, Configuration hadoop) {
    LongFunction<Row> draws = family.draws(split);
    return new Opened() {
      private long index = shard.begin();

      @Override
      public boolean hasNext() {
        return index < shard.end();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return draws.apply(index++);
      }

      @Override
      public void close() {}
    };
  }
}
