package dev.switchback.router;

import dev.switchback.metric.CostAxis;
import dev.switchback.router.SolvedRows.FoldAssignment;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A row for each problem, model, axis and budget: the probability that it is solved within it. */
public final class SolvedTable {
  /** {@code halves} holds the same probability from even and from odd samples alone. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("model", DataTypes.StringType, false)
          .add("axis", DataTypes.StringType, false)
          .add("budget", DataTypes.DoubleType, false)
          .add("fold", DataTypes.IntegerType, false)
          .add("calibrates", DataTypes.BooleanType, false)
          .add("solved", DataTypes.DoubleType, false)
          .add("decided", DataTypes.BooleanType, false)
          .add("even_samples", DataTypes.DoubleType, false)
          .add("odd_samples", DataTypes.DoubleType, false)
          .add("halves_decided", DataTypes.BooleanType, false)
          .add("completions", DataTypes.IntegerType, false);

  private SolvedTable() {}

  /** What is known of a problem and a model at one budget. */
  record Solved(double all, boolean decided, double even, double odd, boolean halvesDecided) {}

  static Row row(
      String problem,
      String model,
      CostAxis axis,
      double budget,
      FoldAssignment share,
      Solved solved,
      int n) {
    return RowFactory.create(
        problem,
        model,
        axis.name(),
        budget,
        share.fold(),
        share.calibrates(),
        solved.all(),
        solved.decided(),
        solved.even(),
        solved.odd(),
        solved.halvesDecided(),
        n);
  }
}
