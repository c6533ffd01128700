package dev.switchback.dataset.shard;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** What the rows of a table are: a pure function of the shard. */
@FunctionalInterface
public interface ShardRows extends Serializable {

  /** Rows that may hold something open until they are closed. */
  interface Opened extends Iterator<Row>, AutoCloseable {
    @Override
    void close();
  }

  /** The rows of a shard, in the order of their index, with memory of their own. */
  Opened open(Shard shard, Configuration hadoop) throws IOException;
}
