package dev.switchback.family.sudoku.importer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.artifact.InputException;
import dev.switchback.importer.FieldColumns;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParquetTable;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.Rejected.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;

/**
 * Parquet with the fields of {@link SudokuFields}, of which the puzzle has to be there, other
 * columns passed over. A board is a text, or a list of digits or of rows.
 */
final class SudokuParquet implements ParsedRows.Reader {
  private final SudokuFields checked = new SudokuFields();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  SudokuParquet(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    ParquetTable table = ParquetTable.of(file, hadoop);
    Map<String, List<String>> ways = new TreeMap<>();
    FieldColumns columns = FieldColumns.of(table.columns(), SudokuFields.USUAL, chosen);
    columns.places().forEach((field, at) -> ways.put(field, List.of(table.columns().get(at))));
    chosen.forEach(
        (field, name) -> way(table, name).ifPresent(way -> ways.putIfAbsent(field, way)));
    requireColumns(file, table, ways);
    List<String> read = ways.values().stream().map(way -> way.get(0)).toList();
    return new Rows(file, table.rows(hadoop, read), ways, checked);
  }

  private static Optional<List<String>> way(ParquetTable table, String name) {
    return Optional.of(table.way(name)).filter(table::has);
  }

  private void requireColumns(InputFile file, ParquetTable table, Map<String, List<String>> ways) {
    Set<String> needed = new TreeSet<>(chosen.keySet());
    needed.add(SudokuFields.PUZZLE);
    for (String field : needed) {
      if (!ways.containsKey(field)) {
        throw new InputException(
            "Cannot import "
                + file.location()
                + ": it has no column "
                + chosen.getOrDefault(field, field)
                + ", expected puzzle, and solution, id, clues and rating if there are such; its"
                + " columns are "
                + table.columns()
                + "; --column puzzle=NAME chooses another");
      }
    }
  }

  /** The rows of a file. */
  private static final class Rows implements ParsedRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputFile file;
    private final ParquetTable.Rows rows;
    private final Map<String, List<String>> ways;
    private final SudokuFields checked;
    private Group row;
    private long number;

    Rows(
        InputFile file,
        ParquetTable.Rows rows,
        Map<String, List<String>> ways,
        SudokuFields checked) {
      this.file = file;
      this.rows = rows;
      this.ways = ways;
      this.checked = checked;
    }

    @Override
    public boolean next() {
      row = rows.next().orElse(null);
      number++;
      return row != null;
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
      return checked.row(
          file.name(),
          place(),
          field ->
              Optional.ofNullable(ways.get(field))
                  .flatMap(way -> SudokuFields.text(ParquetTable.value(row, way))));
    }

    @Override
    public String text() {
      ObjectNode object = JSON.createObjectNode();
      ways.forEach((field, way) -> object.set(String.join(".", way), ParquetTable.value(row, way)));
      return object.toString();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
