package dev.switchback.router;

import dev.switchback.router.Forecaster.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code router/predictions}: what was predicted of each problem, and what came true. */
public final class PredictionTable {
  /**
   * Of the folder {@code router/}: to be raised when a table in it gets other columns, or a column
   * another meaning, also where that is the table of figures.
   */
  public static final int FORMAT = 1;

  /** {@code predicted} is of pipelines that were made from the other folds. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("model", DataTypes.StringType, false)
          .add("axis", DataTypes.StringType, false)
          .add("features", DataTypes.StringType, false)
          .add("budget", DataTypes.DoubleType, false)
          .add("fold", DataTypes.IntegerType, false)
          .add("predicted", DataTypes.DoubleType, false)
          .add("solved", DataTypes.DoubleType, false);

  private PredictionTable() {}

  static List<Row> rows(ResultMatrix matrix, ResultMatrix.ModelResults results, Forecast forecast) {
    List<Row> rows = new ArrayList<>();
    for (int problem = 0; problem < matrix.problems().size(); problem++) {
      for (int budget = 0; budget < matrix.budgets().length; budget++) {
        rows.add(
            RowFactory.create(
                matrix.problems().get(problem),
                results.model(),
                Router.key(matrix.axis()),
                forecast.features().key(),
                matrix.budgets()[budget],
                matrix.folds()[problem],
                forecast.predicted()[budget][problem],
                results.solved()[budget][problem]));
      }
    }
    return rows;
  }
}
