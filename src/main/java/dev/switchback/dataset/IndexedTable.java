package dev.switchback.dataset;

import java.util.Iterator;
import java.util.function.LongFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * A table whose rows are a pure function of their index. They are the same, and their files in the
 * order of the index, for any number of partitions and after any retry; nothing is shuffled.
 *
 * @param rows how many there are
 * @param rowsPerFile at most
 */
public record IndexedTable(StructType schema, RowSource source, long rows, long rowsPerFile) {

  /**
   * Writes the table as Parquet with zstd.
   *
   * @param partitions number of tasks, 0 for Spark's default parallelism
   * @param counter of rows written
   */
  public void write(SparkSession spark, Path folder, int partitions, LongAccumulator counter) {
    dataset(spark, partitions, counter)
        .write()
        .option("compression", "zstd")
        .option("maxRecordsPerFile", rowsPerFile)
        .parquet(folder.toString());
  }

  private Dataset<Row> dataset(SparkSession spark, int partitions, LongAccumulator counter) {
    int tasks = partitions > 0 ? partitions : spark.sparkContext().defaultParallelism();
    int busy = (int) Math.max(1, Math.min(tasks, rows));
    RowSource source = this.source;
    MapPartitionsFunction<Long, Row> function =
        indices -> new Rows(indices, source.open(), counter);
    return spark.range(0, rows, 1, busy).mapPartitions(function, Encoders.row(schema));
  }

  /** Makes and counts the rows of one task. */
  private record Rows(Iterator<Long> indices, LongFunction<Row> row, LongAccumulator counter)
      implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      return indices.hasNext();
    }

    @Override
    public Row next() {
      Row next = row.apply(indices.next());
      counter.add(1);
      return next;
    }
  }
}
