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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comma separated values with a header. The columns {@code puzzle} and {@code solution} have to be
 * there, in any order; {@code id}, {@code clues} and {@code difficulty} are read where they are,
 * others passed over.
 */
final class KaggleSudoku implements ParsedRows.Reader {
  private static final int LONGEST = 1 << 16;
  private static final String EXPECTED =
      ", expected a first line with the columns puzzle and solution, such as"
          + " id,puzzle,solution,clues,difficulty";

  private final CsvParser parser = parser();
  private final SudokuCheck check = new SudokuCheck();

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    TextLines lines = new TextLines(file, file.open(hadoop), LONGEST);
    List<String> columns = header(file, lines);
    return lines.read(RawRows::isBlank, () -> row(file, columns, lines));
  }

  private List<String> header(InputFile file, TextLines lines) {
    if (!lines.next()) {
      throw new InputException("Cannot import " + file.location() + ": it is empty" + EXPECTED);
    }
    List<String> columns;
    try {
      columns = split(lines.text());
    } catch (RejectedRowException unreadable) {
      throw new InputException(
          "Cannot import " + file.location() + ": its first line is no header" + EXPECTED,
          unreadable);
    }
    for (String needed : List.of("puzzle", "solution")) {
      if (!columns.contains(needed)) {
        throw new InputException(
            "Cannot import "
                + file.location()
                + ": it has no column "
                + needed
                + EXPECTED
                + "; its first line is \""
                + RejectedRowException.shown(lines.shown())
                + "\"");
      }
    }
    return columns;
  }

  private Row row(InputFile file, List<String> columns, TextLines lines) {
    Fields fields = fields(columns, lines.text());
    check.begin(fields.required("puzzle"));
    requireSolution(fields.required("solution"));
    fields.optional("clues").ifPresent(this::requireClues);
    return SudokuImports.row(
        file.name(),
        lines.place(),
        fields.optional("id").orElse(null),
        check,
        rating(fields.optional("difficulty")));
  }

  private Fields fields(List<String> columns, String line) {
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
    return new Fields(columns, values);
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
    if (!String.valueOf(check.puzzle().clues()).equals(given)) {
      throw new RejectedRowException(
          Flaw.WRONG_CLUES,
          "Cannot take the number of clues: "
              + RejectedRowException.shown(given)
              + ", expected "
              + check.puzzle().clues());
    }
  }

  /** Null where there is none. */
  private static Double rating(Optional<String> given) {
    return given.map(KaggleSudoku::finite).orElse(null);
  }

  private static Double finite(String given) {
    double rating;
    try {
      rating = Double.parseDouble(given);
    } catch (NumberFormatException none) {
      rating = Double.NaN;
    }
    if (!Double.isFinite(rating)) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the difficulty: "
              + RejectedRowException.shown(given)
              + ", expected a number");
    }
    return rating;
  }

  /** The fields of a row. */
  private record Fields(List<String> columns, List<String> values) {
    /** A field that has to be there. */
    String required(String column) {
      return values.get(columns.indexOf(column));
    }

    /** A field that may be missing or empty. */
    Optional<String> optional(String column) {
      return columns.contains(column)
          ? Optional.of(required(column)).filter(field -> !field.isEmpty())
          : Optional.empty();
    }
  }
}
