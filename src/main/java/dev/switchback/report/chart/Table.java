package dev.switchback.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The numbers behind a chart.
 *
 * @param name of its CSV file, without ending
 * @param columns in order
 * @param rows values in the order of the columns: strings, numbers, or null where there is none
 */
public record Table(String name, List<Column> columns, List<List<Object>> rows) {
  /** Checks that every row has a value for each column. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "Cannot make table %s: a row of %d values, expected %d",
                name,
                row.size(),
                columns.size()));
      }
    }
  }

  /** A value, or null for one that is no finite number. */
  public static Object known(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** Returns the table as CSV by RFC 4180, with a header and lines that end in a newline. */
  public String csv() {
    String header = columns.stream().map(Column::name).collect(Collectors.joining(","));
    return rows.stream()
        .map(row -> row.stream().map(Table::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\n", header + "\n", rows.isEmpty() ? "" : "\n"));
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * A column of a table.
   *
   * @param name in the CSV file
   * @param format of its values on the page
   */
  public record Column(String name, Format format) {}

  /** How the page shows a number. */
  public enum Format {
    /** As it is. */
    TEXT,
    /** A whole number, thousands grouped. */
    COUNT,
    /** Three significant digits; a large number as 1.2e9. */
    DECIMAL,
    /** A share in [0, 1], in per cent with one digit. */
    PERCENT,
    /** A difference of shares in [-1, 1], in percentage points with sign and one digit. */
    POINTS,
    /** A difference with its sign and three significant digits. */
    SIGNED,
    /** A large number as 1.2e9. */
    SCIENTIFIC
  }
}
