package dev.switchback.dataset;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code metrics/}: a row for each measured figure. */
public final class MetricTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  /** All columns; {@link Measurement} says what is in them. */
  public static final StructType SCHEMA =
      new StructType()
          .add("model", DataTypes.StringType, false)
          .add("metric", DataTypes.StringType, false)
          .add("detail", DataTypes.StringType, false)
          .add("k_or_budget", DataTypes.DoubleType, false)
          .add("difficulty", DataTypes.StringType, false)
          .add("level", DataTypes.IntegerType, false)
          .add("level_name", DataTypes.StringType, false)
          .add("value", DataTypes.DoubleType, false)
          .add("low", DataTypes.DoubleType, false)
          .add("high", DataTypes.DoubleType, false)
          .add("problems", DataTypes.IntegerType, false)
          .add("samples", DataTypes.LongType, false)
          .add("censored", DataTypes.DoubleType, false);

  private MetricTable() {}

  /** Writes a row. */
  public static Row row(Measurement measurement) {
    Estimate estimate = measurement.estimate();
    return RowFactory.create(
        measurement.player(),
        measurement.metric().key(),
        measurement.detail(),
        measurement.at(),
        measurement.stratum().difficulty(),
        measurement.stratum().level(),
        measurement.stratum().name(),
        estimate.value(),
        estimate.low(),
        estimate.high(),
        estimate.problems(),
        measurement.samples(),
        measurement.censored());
  }

  /** Reads a row. */
  public static Measurement measurement(Row row) {
    return new Measurement(
        row.getAs("model"),
        Metric.of(row.getAs("metric")),
        row.getAs("detail"),
        row.getAs("k_or_budget"),
        new Stratum(row.getAs("difficulty"), row.getAs("level"), row.getAs("level_name")),
        new Estimate(
            row.getAs("value"), row.getAs("low"), row.getAs("high"), row.getAs("problems")),
        row.getAs("samples"),
        row.getAs("censored"));
  }
}
