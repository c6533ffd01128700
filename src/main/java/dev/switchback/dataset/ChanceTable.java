package dev.switchback.dataset;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code chances/}: how probable it is that a model solves a problem in one try. A row
 * for each model of which this is computed and each problem that it was asked.
 */
public final class ChanceTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  /**
   * All columns. {@code answers} counts the right texts that were scored, {@code chance} is the sum
   * of their probabilities, 0 where it is less than any double, and {@code log10_chance} its
   * decimal logarithm, null where no text was scored.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("model", DataTypes.StringType, false)
          .add("problem_id", DataTypes.StringType, false)
          .add("answers", DataTypes.IntegerType, false)
          .add("chance", DataTypes.DoubleType, false)
          .add("log10_chance", DataTypes.DoubleType, true);

  private ChanceTable() {}

  /**
   * Writes a row.
   *
   * @param logProbabilities of the right texts, in nats
   */
  public static Row row(String model, String problemId, double[] logProbabilities) {
    if (logProbabilities.length == 0) {
      return RowFactory.create(model, problemId, 0, 0.0, null);
    }
    double log = logOfSum(logProbabilities);
    return RowFactory.create(
        model, problemId, logProbabilities.length, Math.min(1, Math.exp(log)), log / Math.log(10));
  }

  /** The logarithm of the sum of numbers whose logarithms are given; at least one. */
  private static double logOfSum(double[] logarithms) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logarithm : logarithms) {
      largest = Math.max(largest, logarithm);
    }
    double sum = 0;
    for (double logarithm : logarithms) {
      sum += Math.exp(logarithm - largest);
    }
    return largest + Math.log(sum);
  }
}
