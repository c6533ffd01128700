package dev.switchback.importer;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.switchback.artifact.InputException;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** Comma separated values: a header, and rows of as many fields, each in a line. */
public final class CsvTable {
  private static final int LONGEST = 1 << 16;

  private final CsvParser parser = parser();
  private final InputFile file;
  private final TextLines lines;
  private final String expected;
  private final List<String> header;

  /**
   * Opens a file and reads its header.
   *
   * @param expected what the header should be, as errors say it, for example {@code a first line
   *     with the columns puzzle and solution}
   * @throws InputException if it has none
   */
  public CsvTable(InputFile file, Configuration hadoop, String expected) {
    this.file = file;
    this.lines = new TextLines(file, file.open(hadoop), LONGEST);
    this.expected = ", expected " + expected;
    this.header = readHeader();
  }

  private List<String> readHeader() {
    if (!lines.next()) {
      throw new InputException("Cannot import " + file.location() + ": it is empty" + expected);
    }
    try {
      return split(lines.text());
    } catch (RejectedRowException unreadable) {
      throw new InputException(
          "Cannot import " + file.location() + ": its first line is no header" + expected,
          unreadable);
    }
  }

  /**
   * The columns of fields; called before the rows are read.
   *
   * @param usual the names that columns of each field have, whatever their case
   * @param chosen columns by field, instead of the usual ones
   * @param needed fields that have to be there, as those have to that were chosen
   * @throws InputException if one of them is not
   */
  public FieldColumns columns(
      Map<String, List<String>> usual, Map<String, String> chosen, List<String> needed) {
    FieldColumns columns = FieldColumns.of(header, usual, chosen);
    Set<String> required = new LinkedHashSet<>(needed);
    required.addAll(chosen.keySet());
    for (String field : required) {
      if (!columns.has(field)) {
        throw new InputException(
            "Cannot import "
                + file.location()
                + ": it has no column "
                + chosen.getOrDefault(field, usual.get(field).get(0))
                + expected
                + "; its first line is \""
                + RejectedRowException.shown(lines.shown())
                + "\"");
      }
    }
    return columns;
  }

  /** The rows as problems. */
  public ParsedRows read(Supplier<Row> parsed) {
    return lines.read(RawRows::isBlank, parsed);
  }

  /** Where the current row is. */
  public Place place() {
    return lines.place();
  }

  /**
   * The fields of the current row.
   *
   * @throws RejectedRowException if they are more or fewer than those of the header
   */
  public List<String> fields() {
    List<String> values = split(lines.text());
    if (values.size() != header.size()) {
      throw new RejectedRowException(
          Flaw.MALFORMED,
          "Cannot read the row: it has "
              + values.size()
              + (values.size() == 1 ? " field" : " fields")
              + ", expected "
              + header.size()
              + ": "
              + String.join(",", header));
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
}
