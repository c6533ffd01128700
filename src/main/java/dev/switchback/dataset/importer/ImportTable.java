package dev.switchback.dataset.importer;

import dev.switchback.dataset.importer.Rejected.Place;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table of imported problems: a row for each problem, with where it came from. */
public final class ImportTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  static final String COUNTDOWN_FAMILY = "countdown";
  static final String SUDOKU_FAMILY = "sudoku";

  /** The columns of CountDown problems. */
  public static final StructType COUNTDOWN =
      origin()
          .add("numbers", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("target", DataTypes.IntegerType, false)
          .add("solution", DataTypes.createArrayType(DataTypes.StringType, false), false);

  /** The columns of Sudoku puzzles. */
  public static final StructType SUDOKU =
      origin()
          .add("puzzle", DataTypes.StringType, false)
          .add("solution", DataTypes.StringType, false)
          .add("clues", DataTypes.IntegerType, false)
          .add("rating", DataTypes.DoubleType, true);

  private ImportTable() {}

  private static StructType origin() {
    return new StructType()
        .add("family", DataTypes.StringType, false)
        .add("source", DataTypes.StringType, false)
        .add("line", DataTypes.LongType, false)
        .add("original_id", DataTypes.StringType, true);
  }

  /**
   * Writes a row.
   *
   * @param source the file's name
   * @param solution the given one, or the first in lexicographic order
   */
  static Row countdown(
      String source, Place place, CountdownProblem problem, List<String> solution) {
    return RowFactory.create(
        COUNTDOWN_FAMILY,
        source,
        place.row(),
        null,
        problem.numbers().stream().mapToInt(Integer::intValue).toArray(),
        problem.target(),
        solution.toArray(String[]::new));
  }

  /**
   * Writes a row.
   *
   * @param source the file's name
   * @param originalId the puzzle's name in the file, null if it has none
   * @param rating how hard it is said to be, null if nothing is said
   */
  static Row sudoku(
      String source,
      Place place,
      String originalId,
      SudokuPuzzle puzzle,
      String solution,
      Double rating) {
    return RowFactory.create(
        SUDOKU_FAMILY,
        source,
        place.row(),
        originalId,
        puzzle.givens(),
        solution,
        puzzle.clues(),
        rating);
  }
}
