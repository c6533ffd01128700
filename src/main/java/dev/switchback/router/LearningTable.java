package dev.switchback.router;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a predictor learns from: for each problem and budget a row with label 1, whose weight is the
 * probability that the problem is solved, and one with label 0 and the rest of the weight.
 *
 * <p>It lies in one partition in the order of problems and budgets: sums of floating-point numbers
 * depend on their order, and predictors shall not depend on how a table was spread. The number of
 * problems is bounded by the settings.
 */
final class LearningTable {
  private LearningTable() {}

  /**
   * Lays it out.
   *
   * @param problems with the columns that features are made of
   * @param solved rows of {@link SolvedTable} of one model and axis
   */
  static Dataset<Row> of(Dataset<Row> problems, Dataset<Row> solved) {
    Column weight =
        when(col("label").equalTo(1), col("solved")).otherwise(lit(1).minus(col("solved")));
    return problems
        .join(solved, "problem_id")
        .withColumn("label", explode(array(lit(1.0), lit(0.0))))
        .withColumn("weight", weight)
        .withColumn("learning_weight", when(col("calibrates"), 0.0).otherwise(col("weight")))
        .withColumn("calibration_weight", when(col("calibrates"), col("weight")).otherwise(0.0))
        .repartition(1)
        .sortWithinPartitions("problem_id", "budget", "label");
  }
}
