package dev.switchback.dataset;

import dev.switchback.metric.DistributionCount;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code distributions/}: a row for completions or problems that are alike. */
public final class DistributionTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  /** All columns; {@link DistributionCount} says what is in them. */
  public static final StructType SCHEMA =
      new StructType()
          .add("model", DataTypes.StringType, false)
          .add("distribution", DataTypes.StringType, false)
          .add("other", DataTypes.StringType, false)
          .add("x", DataTypes.DoubleType, false)
          .add("y", DataTypes.DoubleType, false)
          .add("count", DataTypes.LongType, false);

  private DistributionTable() {}

  /** Writes a row. */
  public static Row row(DistributionCount count) {
    return RowFactory.create(
        count.player(), count.distribution(), count.other(), count.x(), count.y(), count.count());
  }

  /** Reads a row. */
  public static DistributionCount count(Row row) {
    return new DistributionCount(
        row.getAs("model"),
        row.getAs("distribution"),
        row.getAs("other"),
        row.getAs("x"),
        row.getAs("y"),
        row.getAs("count"));
  }
}
