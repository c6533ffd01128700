package dev.switchback.family.sudoku.importer;

import dev.switchback.importer.CsvTable;
import dev.switchback.importer.FieldColumns;
import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comma separated values with a header, which says where the fields of {@link SudokuFields} stand.
 * Puzzle and solution have to be there, in any order; the others are read where they are, and
 * further columns passed over.
 */
final class KaggleSudoku implements ParsedRows.Reader {
  private static final String EXPECTED =
      "a first line with the columns puzzle and solution, such as"
          + " id,puzzle,solution,clues,difficulty";

  private final SudokuFields checked = new SudokuFields();
  private final Map<String, String> chosen;

  /**
   * @param chosen columns by field, instead of the usual ones
   */
  KaggleSudoku(Map<String, String> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    CsvTable table = new CsvTable(file, hadoop, EXPECTED);
    FieldColumns columns =
        table.columns(
            SudokuFields.USUAL, chosen, List.of(SudokuFields.PUZZLE, SudokuFields.SOLUTION));
    return table.read(() -> row(file, table, columns));
  }

  private Row row(InputFile file, CsvTable table, FieldColumns columns) {
    List<String> fields = table.fields();
    return checked.row(file.name(), table.place(), field -> columns.value(field, fields));
  }
}
