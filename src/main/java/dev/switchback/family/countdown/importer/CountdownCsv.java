package dev.switchback.family.countdown.importer;

import dev.switchback.importer.CsvTable;
import dev.switchback.importer.FieldColumns;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.WholeNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comma separated values with a header: numbers, a target, and optionally a solution. A list stands
 * in one field as Python, JSON or a person write it: {@code "[44, 19, 35]"}, {@code 44 19 35},
 * {@code "['19+35=54', '54+44=98']"}. A row without a solution gets the first in lexicographic
 * order.
 */
final class CountdownCsv implements ParsedRows.Reader {
  private static final Map<String, List<String>> USUAL =
      Map.of(
          NumberFields.NUMBERS, List.of("numbers", "nums"),
          NumberFields.TARGET, List.of("target"),
          NumberFields.SOLUTION, List.of("solution"));
  private static final String EXPECTED =
      "a first line with the columns numbers and target, such as numbers,target,solution";
  private static final String EXAMPLE = "a row such as \"[44, 19, 35]\",98";

  private static final Pattern AROUND_LIST = Pattern.compile("^[\\[({\\s]+|[\\])}\\s]+$");
  private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[\\s,;|]+");
  private static final Pattern BETWEEN_STEPS = Pattern.compile("\\s*[,;|]\\s*");
  private static final Pattern QUOTATION_MARKS = Pattern.compile("[\"']");

  private final CountdownCheck check = new CountdownCheck();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  CountdownCsv(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    CsvTable table = new CsvTable(file, hadoop, EXPECTED);
    FieldColumns columns =
        table.columns(USUAL, chosen, List.of(NumberFields.NUMBERS, NumberFields.TARGET));
    return table.read(() -> row(file, table, columns));
  }

  private Row row(InputFile file, CsvTable table, FieldColumns columns) {
    List<String> fields = table.fields();
    List<Long> numbers =
        parts(columns.value(NumberFields.NUMBERS, fields).orElse(""), BETWEEN_NUMBERS).stream()
            .map(number -> wholeNumber(number, NumberFields.NUMBERS))
            .toList();
    String target = columns.value(NumberFields.TARGET, fields).orElse("");
    check.begin(numbers, wholeNumber(target, NumberFields.TARGET));
    List<String> solution =
        columns
            .value(NumberFields.SOLUTION, fields)
            .map(steps -> check.requireSolution(parts(steps, BETWEEN_STEPS)))
            .orElseGet(check::firstSolution);
    return CountdownImports.row(file.name(), table.place(), check.problem(), solution);
  }

  private static List<String> parts(String list, Pattern between) {
    String inner = AROUND_LIST.matcher(QUOTATION_MARKS.matcher(list).replaceAll("")).replaceAll("");
    return Arrays.stream(between.split(inner)).filter(part -> !part.isEmpty()).toList();
  }

  private static long wholeNumber(String text, String field) {
    return WholeNumbers.of(text)
        .orElseThrow(
            () ->
                NumberFields.malformed(
                    "its "
                        + field
                        + " has \""
                        + RejectedRowException.shown(text)
                        + "\" where a whole number should be",
                    EXAMPLE));
  }
}
