package dev.switchback.dataset.shard;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

/** Tables that Spark reads from files. */
public final class StoredTable {
  /** Spark's own name of this option, which its documents leave out. */
  private static final String PATHS_ARE_PATTERNS = "__globPaths__";

  private StoredTable() {}

  /** A reader that takes every path as it is written, also with brackets or a star. */
  public static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(PATHS_ARE_PATTERNS, "false");
  }
}
