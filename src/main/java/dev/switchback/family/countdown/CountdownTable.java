package dev.switchback.family.countdown;

import dev.switchback.family.ProblemTable;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.search.DifficultyMeter;
import dev.switchback.family.countdown.search.DifficultyMeter.CountdownDifficulty;
import dev.switchback.puzzle.Split;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** CountDown problems as rows of {@code problems/}. Not safe for use by several threads. */
final class CountdownTable {
  private static final String FAMILY = Countdown.KEY;

  /** To be raised when the table gets other columns, or a column another meaning. */
  static final int FORMAT = 1;

  static final StructType SCHEMA =
      ProblemTable.COMMON
          .add("numbers", ProblemTable.INTEGERS, false)
          .add("target", DataTypes.IntegerType, false)
          .add("canonical", DataTypes.StringType, false)
          .add("solution", ProblemTable.STRINGS, false)
          .add("solution_count", DataTypes.LongType, false)
          .add("dfs_sum_nodes", DataTypes.IntegerType, false)
          .add("dfs_sum_solves", DataTypes.BooleanType, false)
          .add("dfs_mult_nodes", DataTypes.IntegerType, false)
          .add("dfs_mult_solves", DataTypes.BooleanType, false);

  static final StructType PROMPT = ProblemTable.columns(SCHEMA, "numbers", "target");

  static final StructType ASKED =
      ProblemTable.columns(SCHEMA, "problem_id", "index", "numbers", "target");

  private final long seed;
  private final Split split;
  private final CountdownSolver solver = new CountdownSolver();
  private final DifficultyMeter meter = new DifficultyMeter();

  CountdownTable(long seed, Split split) {
    this.seed = seed;
    this.split = split;
  }

  Row row(long index, CountdownProblem problem) {
    CountdownDifficulty difficulty = meter.measure(problem);
    return RowFactory.create(
        ProblemTable.id(FAMILY, split, index),
        FAMILY,
        seed,
        index,
        problem.numbers().stream().mapToInt(Integer::intValue).toArray(),
        problem.target(),
        problem.canonicalKey(),
        solver.firstSolution(problem).stream().map(Operation::text).toArray(String[]::new),
        difficulty.solutionCount(),
        difficulty.dfsSumNodes(),
        difficulty.dfsSumSolves(),
        difficulty.dfsMultNodes(),
        difficulty.dfsMultSolves());
  }

  static CountdownProblem problem(Row row) {
    List<Integer> numbers = row.getList(row.fieldIndex("numbers"));
    return new CountdownProblem(numbers, row.getInt(row.fieldIndex("target")));
  }
}
