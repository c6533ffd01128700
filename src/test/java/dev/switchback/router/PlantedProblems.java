package dev.switchback.router;

import dev.switchback.family.Feature;
import dev.switchback.metric.CostAxis;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.random.RandomStream;
import dev.switchback.router.SolvedRows.FoldAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Problems of two models of which it is known who solves which. */
final class PlantedProblems {
  static final int PROBLEMS = 160;
  static final double[] BUDGETS = {64, 128};
  static final List<Feature> FEATURES =
      List.of(
          Feature.surface("target", "target"),
          Feature.surface("target_is_even", "if(target % 2 = 0, 1, 0)"),
          Feature.surface("smallest_number", "array_min(numbers)"));

  private static final int FOLDS = 2;
  private static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("numbers", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("target", DataTypes.IntegerType, false);

  /** What is true of a problem. */
  interface Truth {
    /** The probability that a model, 0 or 1, solves it. */
    double solved(int model, int problem, int budget);
  }

  private PlantedProblems() {}

  static int target(int problem) {
    return 10 + RandomStream.of(1, "planted-target", problem).nextInt(90);
  }

  static Dataset<Row> problems(SparkSession spark, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      RandomStream random = RandomStream.of(1, "planted-numbers", i);
      List<Integer> numbers =
          List.of(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(9));
      rows.add(RowFactory.create(id(i), numbers.toArray(Integer[]::new), target(i)));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  static Dataset<Row> solved(SparkSession spark, Truth truth, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < PROBLEMS; i++) {
      for (int model = 0; model < 2; model++) {
        for (int budget = 0; budget < BUDGETS.length; budget++) {
          double value = truth.solved(model, i, budget);
          rows.add(
              SolvedTable.row(
                  id(i),
                  model == 0 ? "direct" : "search",
                  CostAxis.TOKENS,
                  BUDGETS[budget],
                  FoldAssignment.of(5, id(i), FOLDS),
                  new SolvedTable.Solved(value, true, value, value, true),
                  8));
        }
      }
    }
    return spark.createDataFrame(rows, SolvedTable.SCHEMA).repartition(partitions);
  }

  static Router router(Learner... learners) {
    return router(Map.of(CostAxis.TOKENS, BUDGETS), learners);
  }

  static Router router(Map<CostAxis, double[]> budgets, Learner... learners) {
    return new Router(
        List.of("direct", "search"),
        budgets,
        FEATURES,
        FeatureSet.SURFACE,
        List.of(learners),
        FOLDS,
        new Bootstrap(200, 0.95, 5));
  }

  static String id(int problem) {
    return String.format(Locale.ROOT, "countdown-validation-%04d", problem);
  }
}
