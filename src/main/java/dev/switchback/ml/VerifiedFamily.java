package dev.switchback.ml;

import dev.switchback.config.ProblemSettings;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.StackedQuestion;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuQuestion;
import dev.switchback.trace.Question;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The families whose texts can be judged, with the columns that state a problem. */
enum VerifiedFamily {
  COUNTDOWN(
      ProblemSettings.COUNTDOWN,
      (row, at) ->
          new CountdownQuestion(new CountdownProblem(row.getList(at[0]), row.getInt(at[1])))),
  STACKED(
      ProblemSettings.STACKED,
      (row, at) -> new StackedQuestion(new StackedProblem(row.getList(at[0]), row.getInt(at[1])))),
  SUDOKU(
      ProblemSettings.SUDOKU,
      (row, at) -> new SudokuQuestion(new SudokuPuzzle(row.getString(at[0]))));

  private final String key;
  private final BiFunction<Row, int[], Question> question;

  VerifiedFamily(String key, BiFunction<Row, int[], Question> question) {
    this.key = key;
    this.question = question;
  }

  static VerifiedFamily of(String key) {
    return Arrays.stream(values())
        .filter(family -> family.key.equals(key))
        .findFirst()
        .orElseThrow();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(family -> family.key).toList();
  }

  /** The columns that state a problem. */
  List<String> columns() {
    return this == SUDOKU ? List.of("puzzle") : List.of("numbers", "target");
  }

  /**
   * The problem that a row states.
   *
   * @param places of {@link #columns} in the row
   */
  Question question(Row row, int[] places) {
    return question.apply(row, places);
  }

  /**
   * Requires the columns that state a problem.
   *
   * @throws IllegalArgumentException if one is missing or of another type
   */
  void require(StructType schema) {
    for (String column : columns()) {
      Columns.require(schema, "family = " + key + ", column", column, types(column));
    }
  }

  private static DataType[] types(String column) {
    return switch (column) {
      case "puzzle" -> new DataType[] {DataTypes.StringType};
      case "target" -> new DataType[] {DataTypes.IntegerType};
      default ->
          new DataType[] {
            DataTypes.createArrayType(DataTypes.IntegerType, false),
            DataTypes.createArrayType(DataTypes.IntegerType, true)
          };
    };
  }
}
