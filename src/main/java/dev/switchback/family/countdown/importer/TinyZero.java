package dev.switchback.family.countdown.importer;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParquetTable;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;

/**
 * Parquet with a list of whole numbers and a target, in columns that {@link NumberColumns} finds,
 * others passed over. There is no solution in it: the first one in lexicographic order is taken.
 */
final class TinyZero implements ParsedRows.Reader {
  private static final String EXAMPLE = "a list of whole numbers and a whole number, no null";

  private final CountdownCheck check = new CountdownCheck();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  TinyZero(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    ParquetTable table = ParquetTable.of(file, hadoop);
    List<NumberColumns> columns = NumberColumns.in(file, table, chosen);
    List<String> read = columns.stream().flatMap(pair -> pair.columns().stream()).toList();
    return new Rows(file, table.rows(hadoop, read), columns, check);
  }

  /** The rows of a file. */
  private static final class Rows implements ParsedRows {
    private final InputFile file;
    private final ParquetTable.Rows rows;
    private final List<NumberColumns> columns;
    private final CountdownCheck check;
    private NumberColumns found;
    private JsonNode numbers;
    private JsonNode target;
    private long number;

    Rows(
        InputFile file, ParquetTable.Rows rows, List<NumberColumns> columns, CountdownCheck check) {
      this.file = file;
      this.rows = rows;
      this.columns = columns;
      this.check = check;
    }

    @Override
    public boolean next() {
      Optional<Group> row = rows.next();
      number++;
      row.ifPresent(this::find);
      return row.isPresent();
    }

    private void find(Group row) {
      found =
          columns.stream()
              .filter(pair -> !ParquetTable.value(row, pair.numbers()).isMissingNode())
              .min(comparing(pair -> ParquetTable.value(row, pair.numbers()).isNull()))
              .orElse(columns.get(0));
      numbers = ParquetTable.value(row, found.numbers());
      target = ParquetTable.value(row, found.target());
    }

    @Override
    public Place place() {
      return Place.line(number);
    }

    @Override
    public boolean isSkipped() {
      return false;
    }

    @Override
    public Row problem() {
      check.begin(
          NumberFields.numbers(numbers, name(found.numbers()), EXAMPLE),
          NumberFields.number(target, name(found.target()), EXAMPLE));
      return CountdownImports.row(file.name(), place(), check.problem(), check.firstSolution());
    }

    private static String name(List<String> way) {
      return String.join(".", way);
    }

    @Override
    public String text() {
      String list =
          Values.flat(numbers).stream().map(Rows::shown).collect(Collectors.joining(", "));
      return "{\"nums\": [" + list + "], \"target\": " + shown(target) + "}";
    }

    private static String shown(JsonNode value) {
      return value.isMissingNode() ? "null" : value.toString();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
