package dev.switchback.family.sudoku.importer;

import dev.switchback.importer.InputFile;
import dev.switchback.importer.ParsedRows;
import dev.switchback.importer.RawRows;
import dev.switchback.importer.TextLines;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * A puzzle in each line: 81, 36 or 16 digits, with points or zeros for empty cells. Lines that are
 * blank or begin with {@code #} are passed over.
 */
final class SudokuLines implements ParsedRows.Reader {
  private static final int LONGEST = 1 << 12;

  private final SudokuCheck check = new SudokuCheck();

  @Override
  public ParsedRows open(InputFile file, Configuration hadoop) {
    TextLines lines = new TextLines(file, file.open(hadoop), LONGEST);
    return lines.read(SudokuLines::isNoPuzzle, () -> row(file, lines));
  }

  private static boolean isNoPuzzle(RawRows line) {
    return line.isBlank() || line.startsWith('#');
  }

  private Row row(InputFile file, TextLines lines) {
    check.begin(lines.text().strip());
    return SudokuImports.row(file.name(), lines.place(), null, check, null);
  }
}
