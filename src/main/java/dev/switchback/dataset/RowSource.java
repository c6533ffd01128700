package dev.switchback.dataset;

import java.io.Serializable;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;

/** What the rows of a table are: a pure function of their index. */
@FunctionalInterface
public interface RowSource extends Serializable {
  /** The function, with memory of its own, for one task. */
  LongFunction<Row> open();
}
