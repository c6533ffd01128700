package dev.switchback.family.countdown.importer;

import dev.switchback.family.ProblemTable;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.importer.ImportFormat;
import dev.switchback.importer.ImportTable;
import dev.switchback.importer.Rejected.Place;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** CountDown problems as others publish them. */
public final class CountdownImports {
  private static final String FAMILY = "countdown";
  private static final StructType SCHEMA =
      ImportTable.origin()
          .add("numbers", ProblemTable.INTEGERS, false)
          .add("target", DataTypes.IntegerType, false)
          .add("solution", ProblemTable.STRINGS, false);

  /** The JSON of Stream of Search and its descendants: one array, or an object in each line. */
  public static final ImportFormat STREAM_OF_SEARCH =
      new ImportFormat(
          "stream-of-search",
          FAMILY,
          SCHEMA,
          StreamOfSearch::new,
          List.of(".json", ".jsonl", ".json.gz", ".jsonl.gz"),
          NumberFields.ALL);

  /** The Parquet files of TinyZero's Jiayi-Pan/Countdown-Tasks-3to4. */
  public static final ImportFormat TINYZERO =
      new ImportFormat(
          "tinyzero",
          FAMILY,
          SCHEMA,
          TinyZero::new,
          List.of(".parquet"),
          List.of(NumberFields.NUMBERS, NumberFields.TARGET));

  /** Comma separated values of anybody's. */
  public static final ImportFormat COUNTDOWN_CSV =
      new ImportFormat(
          "countdown-csv",
          FAMILY,
          SCHEMA,
          CountdownCsv::new,
          List.of(".csv", ".csv.gz"),
          NumberFields.ALL);

  private CountdownImports() {}

  /**
   * Writes a row.
   *
   * @param source the file's name
   * @param solution the given one, or the first in lexicographic order
   */
  static Row row(String source, Place place, CountdownProblem problem, List<String> solution) {
    return ImportTable.row(
        FAMILY,
        source,
        place,
        null,
        problem.numbers().stream().mapToInt(Integer::intValue).toArray(),
        problem.target(),
        solution.toArray(String[]::new));
  }
}
