package dev.switchback.dataset.importer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.types.StructType;

/** The formats that can be imported. */
public enum ImportFormat {
  /** The comma separated values of Kaggle's radcliffe/3-million-sudoku-puzzles-with-ratings. */
  KAGGLE_SUDOKU("kaggle-sudoku", "sudoku", KaggleSudoku::new, ".csv", ".csv.gz"),
  /** A puzzle in each line. */
  SUDOKU_LINES("sudoku-lines", "sudoku", SudokuLines::new, ".txt", ".txt.gz"),
  /** The JSON of Stream of Search and its descendants: one array, or an object in each line. */
  STREAM_OF_SEARCH(
      "stream-of-search",
      "countdown",
      StreamOfSearch::new,
      ".json",
      ".jsonl",
      ".json.gz",
      ".jsonl.gz"),
  /** The Parquet files of TinyZero's Jiayi-Pan/Countdown-Tasks-3to4. */
  TINYZERO("tinyzero", "countdown", TinyZero::new, ".parquet");

  private final String key;
  private final String family;
  private final Supplier<ParsedRows.Reader> reader;
  private final List<String> endings;

  ImportFormat(String key, String family, Supplier<ParsedRows.Reader> reader, String... endings) {
    this.key = key;
    this.family = family;
    this.reader = reader;
    this.endings = List.of(endings);
  }

  /** The name on the command line. */
  public String key() {
    return key;
  }

  /** What kind of problems it holds: {@code countdown} or {@code sudoku}. */
  public String family() {
    return family;
  }

  /** The columns of the problems that are made of it. */
  public StructType schema() {
    return family.equals(ImportTable.SUDOKU_FAMILY) ? ImportTable.SUDOKU : ImportTable.COUNTDOWN;
  }

  /** How the names of its files end; only in a folder does it matter. */
  public List<String> endings() {
    return endings;
  }

  ParsedRows.Reader reader() {
    return reader.get();
  }

  /**
   * The format with the given name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ImportFormat of(String key) {
    for (ImportFormat format : values()) {
      if (format.key.equals(key)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "Cannot find a format: "
            + key
            + ", expected one of "
            + Arrays.stream(values()).map(ImportFormat::key).toList());
  }
}
