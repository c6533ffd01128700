package dev.switchback.dataset.shard;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Tables that Spark reads from files. A path is taken as it is, also with brackets or a star; the
 * checksums of their pages are compared in any session.
 */
public final class StoredTable {
  /**
   * Spark's own name of this option, which its documents leave out. It is for one path: of several,
   * Spark reads each as often as there are paths.
   */
  private static final String PATHS_ARE_PATTERNS = "__globPaths__";

  private StoredTable() {}

  /** A table with the columns that its files have. */
  public static Dataset<Row> read(SparkSession spark, Path folder) {
    return reader(spark).parquet(folder.toString());
  }

  /** A table with columns that are known. */
  public static Dataset<Row> read(SparkSession spark, Path folder, StructType schema) {
    return reader(spark).schema(schema).parquet(folder.toString());
  }

  private static DataFrameReader reader(SparkSession spark) {
    DataFrameReader reader = spark.read().option(PATHS_ARE_PATTERNS, "false");
    PageChecksums.settings(reader::option);
    return reader;
  }
}
