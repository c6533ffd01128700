package dev.switchback.dataset.foreign;

import dev.switchback.artifact.InputException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comma separated values with a header. The columns {@code puzzle} and {@code solution} have to be
 * there, in any order; {@code id}, {@code clues} and {@code difficulty} are read where they are,
 * others passed over.
 */
final class KaggleSudoku implements ForeignReader {
  private static final int LONGEST = 1 << 16;
  private static final String EXPECTED =
      ", expected a first line with the columns puzzle and solution, such as"
          + " id,puzzle,solution,clues,difficulty";

  private final SudokuCheck check = new SudokuCheck();

  @Override
  public ForeignRows open(InputFile file, Configuration hadoop) {
    TextLines lines = new TextLines(file.open(hadoop), LONGEST);
    List<String> columns = header(file, lines);
    return new TextRows(lines, RawRow::isBlank, () -> row(file, columns, lines));
  }

  private static List<String> header(InputFile file, TextLines lines) {
    if (!lines.next()) {
      throw new InputException("Cannot import " + file.location() + ": it is empty" + EXPECTED);
    }
    List<String> columns;
    try {
      columns = CommaSeparated.split(lines.row().text()).stream().map(String::strip).toList();
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
                + RejectedRowException.shown(lines.row().shown())
                + "\"");
      }
    }
    return columns;
  }

  private Row row(InputFile file, List<String> columns, TextLines lines) {
    CommaSeparated fields = CommaSeparated.read(columns, lines.row().text());
    check.begin(fields.required("puzzle"));
    requireSolution(fields.required("solution"));
    fields.optional("clues").ifPresent(this::requireClues);
    return ImportTable.sudoku(
        file.name(),
        lines.place(),
        fields.optional("id").orElse(null),
        check.puzzle(),
        check.solution(),
        rating(fields.optional("difficulty")));
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
}
