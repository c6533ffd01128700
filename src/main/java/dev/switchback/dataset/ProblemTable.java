package dev.switchback.dataset;

import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.puzzle.countdown.Operation;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code problems/}: a row for each problem, partitioned by split. */
public final class ProblemTable {
  private static final String FAMILY = "countdown";
  private static final DataType INTEGERS = DataTypes.createArrayType(DataTypes.IntegerType, false);
  private static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType, false);

  /** Columns of the files; {@code split} is the folder. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("family", DataTypes.StringType, false)
          .add("seed", DataTypes.LongType, false)
          .add("index", DataTypes.LongType, false)
          .add("numbers", INTEGERS, false)
          .add("target", DataTypes.IntegerType, false)
          .add("canonical", DataTypes.StringType, false)
          .add("solution", STRINGS, false)
          .add("solution_count", DataTypes.LongType, false)
          .add("search_nodes", DataTypes.IntegerType, false);

  private ProblemTable() {}

  /** A problem's identity: family, split and index, in an order that is that of the index. */
  public static String id(Split split, long index) {
    return String.format(Locale.ROOT, "%s-%s-%010d", FAMILY, split.key(), index);
  }

  /**
   * Writes a row.
   *
   * @param seed of the run
   * @param index in the split
   * @param solution the first one in lexicographic order
   * @param solutionCount of all solutions as sequences of operations
   * @param searchNodes operations that the search dfs-sum explores
   */
  public static Row row(
      Split split,
      long seed,
      long index,
      CountdownProblem problem,
      List<Operation> solution,
      long solutionCount,
      int searchNodes) {
    return RowFactory.create(
        id(split, index),
        FAMILY,
        seed,
        index,
        problem.numbers().stream().mapToInt(Integer::intValue).toArray(),
        problem.target(),
        problem.canonicalKey(),
        solution.stream().map(Operation::text).toArray(String[]::new),
        solutionCount,
        searchNodes);
  }

  /** The problem of a row that has at least the columns numbers and target. */
  public static CountdownProblem problem(Row row) {
    List<Integer> numbers = row.getList(row.fieldIndex("numbers"));
    return new CountdownProblem(numbers, row.getInt(row.fieldIndex("target")));
  }
}
