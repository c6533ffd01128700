package dev.switchback.family.sudoku.importer;

import dev.switchback.importer.ImportFormat;
import dev.switchback.importer.ImportTable;
import dev.switchback.importer.Rejected.Place;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Sudoku puzzles as others publish them. */
public final class SudokuImports {
  private static final String FAMILY = "sudoku";
  private static final StructType SCHEMA =
      ImportTable.origin()
          .add("puzzle", DataTypes.StringType, false)
          .add("solution", DataTypes.StringType, false)
          .add("clues", DataTypes.IntegerType, false)
          .add("rating", DataTypes.DoubleType, true);

  /** The comma separated values of Kaggle's radcliffe/3-million-sudoku-puzzles-with-ratings. */
  public static final ImportFormat KAGGLE_SUDOKU =
      new ImportFormat(
          "kaggle-sudoku",
          FAMILY,
          SCHEMA,
          KaggleSudoku::new,
          List.of(".csv", ".csv.gz"),
          SudokuFields.ALL);

  /** JSON of anybody's: one array of objects, or an object in each line. */
  public static final ImportFormat SUDOKU_JSON =
      new ImportFormat(
          "sudoku-json",
          FAMILY,
          SCHEMA,
          SudokuJson::new,
          List.of(".json", ".jsonl", ".json.gz", ".jsonl.gz"),
          SudokuFields.ALL);

  /** Parquet of anybody's. */
  public static final ImportFormat SUDOKU_PARQUET =
      new ImportFormat(
          "sudoku-parquet",
          FAMILY,
          SCHEMA,
          SudokuParquet::new,
          List.of(".parquet"),
          SudokuFields.ALL);

  /** A puzzle in each line. */
  public static final ImportFormat SUDOKU_LINES =
      new ImportFormat(
          "sudoku-lines",
          FAMILY,
          SCHEMA,
          columns -> new SudokuLines(),
          List.of(".txt", ".txt.gz"),
          List.of());

  private SudokuImports() {}

  /**
   * Writes a row.
   *
   * @param source the file's name
   * @param originalId the puzzle's name in the file, null if it has none
   * @param checked whose puzzle and solution are written
   * @param rating how hard it is said to be, null if nothing is said
   */
  static Row row(
      String source, Place place, String originalId, SudokuCheck checked, Double rating) {
    return ImportTable.row(
        FAMILY,
        source,
        place,
        originalId,
        checked.puzzle().givens(),
        checked.solution(),
        checked.puzzle().clues(),
        rating);
  }
}
