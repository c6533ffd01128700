package dev.switchback.family.sudoku.importer;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.switchback.artifact.InputException;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.RawRows;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.TextLines;
import dev.switchback.importer.WholeNumbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comma separated values with a header, which says where the fields of {@link SudokuColumns} stand.
 * Puzzle and solution have to be there, in any order; the others are read where they are, and
 * further columns passed over. A row without a solution gets the one there is.
 */
final class KaggleSudoku implements ParsedRows.Reader {
  private static final int LONGEST = 1 << 16;
  private static final String EXPECTED =
      ", expected a first line with the columns puzzle and solution, such as"
          + " id,puzzle,solution,clues,difficulty";

  private final CsvParser parser = parser();
  private final SudokuCheck check = new SudokuCheck();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  KaggleSudoku(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    TextLines lines = new TextLines(file, file.open(hadoop), LONGEST);
    List<String> header = header(file, lines);
    SudokuColumns columns = SudokuColumns.of(header, chosen);
    requireColumns(file, columns, lines);
    return lines.read(RawRows::isBlank, () -> row(file, header, columns, lines));
  }

  private List<String> header(InputFile file, TextLines lines) {
    if (!lines.next()) {
      throw new InputException("Cannot import " + file.location() + ": it is empty" + EXPECTED);
    }
    try {
      return split(lines.text());
    } catch (RejectedRowException unreadable) {
      throw new InputException(
          "Cannot import " + file.location() + ": its first line is no header" + EXPECTED,
          unreadable);
    }
  }

  private void requireColumns(InputFile file, SudokuColumns columns, TextLines lines) {
    for (String needed : List.of(SudokuColumns.PUZZLE, SudokuColumns.SOLUTION)) {
      if (!columns.has(needed)) {
        throw new InputException(
            "Cannot import "
                + file.location()
                + ": it has no column "
                + chosen.getOrDefault(needed, needed)
                + EXPECTED
                + "; its first line is \""
                + RejectedRowException.shown(lines.shown())
                + "\"");
      }
    }
  }

  private Row row(InputFile file, List<String> header, SudokuColumns columns, TextLines lines) {
    List<String> fields = fields(header, lines.text());
    check.begin(columns.value(SudokuColumns.PUZZLE, fields).orElse(""));
    columns.value(SudokuColumns.SOLUTION, fields).ifPresent(this::requireSolution);
    columns.value(SudokuColumns.CLUES, fields).ifPresent(this::requireClues);
    return SudokuImports.row(
        file.name(),
        lines.place(),
        columns.value(SudokuColumns.ID, fields).orElse(null),
        check,
        columns.value(SudokuColumns.RATING, fields).map(KaggleSudoku::rating).orElse(null));
  }

  private List<String> fields(List<String> columns, String line) {
    List<String> values = split(line);
    if (values.size() != columns.size()) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: it has "
              + values.size()
              + (values.size() == 1 ? " field" : " fields")
              + ", expected "
              + columns.size()
              + ": "
              + String.join(",", columns));
    }
    return values;
  }

  /** A field ends with its line; the parser would close quotation marks that are open there. */
  private List<String> split(String line) {
    if (line.chars().filter(character -> character == '"').count() % 2 != 0) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: its quotation marks are open at the end, expected pairs of them");
    }
    String[] fields = parser.parseLine(line);
    return fields == null ? List.of() : Arrays.stream(fields).map(String::strip).toList();
  }

  private static CsvParser parser() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(LONGEST + 1);
    settings.setMaxCharsPerColumn(LONGEST);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setComment('\0');
    return new CsvParser(settings);
  }

  private void requireSolution(String given) {
    if (!check.solution().equals(given)) {
      throw new RejectedRowException(
          Flaw.WRONG_SOLUTION,
          "Cannot take the solution: "
              + RejectedRowException.shown(given)
              + ", expected "
              + check.solution());
    }
  }

  private void requireClues(String given) {
    OptionalLong number = WholeNumbers.of(given);
    if (number.isEmpty() || number.getAsLong() != check.puzzle().clues()) {
      throw new RejectedRowException(
          Flaw.WRONG_CLUES,
          "Cannot take the number of clues: "
              + RejectedRowException.shown(given)
              + ", expected "
              + check.puzzle().clues());
    }
  }

  private static Double rating(String given) {
    try {
      double rating = new BigDecimal(given).doubleValue();
      if (Double.isFinite(rating)) {
        return rating;
      }
      throw unreadable(given);
    } catch (NumberFormatException none) {
      throw unreadable(given);
    }
  }

  private static RejectedRowException unreadable(String given) {
    return new RejectedRowException(
        Flaw.MALFORMED,
        "Cannot read the difficulty: " + RejectedRowException.shown(given) + ", expected a number");
  }
}
