package dev.switchback.family.sudoku.importer;

import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.WholeNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * What the fields of a Sudoku are called, and what stands in them. A row without a solution gets
 * the one there is. Not safe for use by several threads.
 */
final class SudokuFields {
  static final String PUZZLE = "puzzle";
  static final String SOLUTION = "solution";
  private static final String ID = "id";
  private static final String CLUES = "clues";
  private static final String RATING = "rating";
  static final List<String> ALL = List.of(PUZZLE, SOLUTION, ID, CLUES, RATING);

  /** The names that columns of each field have in what is published. */
  static final Map<String, List<String>> USUAL =
      Map.of(
          PUZZLE, List.of("puzzle", "puzzles", "quizzes", "quiz", "question"),
          SOLUTION, List.of("solution", "solutions", "answer"),
          ID, List.of("id"),
          CLUES, List.of("clues"),
          RATING, List.of("difficulty", "rating"));

  private final SudokuCheck check = new SudokuCheck();

  /**
   * Makes a row of the table of problems.
   *
   * @param source the file's name
   * @param values the value of a field; empty where there is none
   * @throws RejectedRowException if there is something wrong with it
   */
  Row row(String source, Place place, Function<String, Optional<String>> values) {
    check.begin(values.apply(PUZZLE).orElse(""));
    values.apply(SOLUTION).ifPresent(this::requireSolution);
    values.apply(CLUES).ifPresent(this::requireClues);
    return SudokuImports.row(
        source,
        place,
        values.apply(ID).orElse(null),
        check,
        values.apply(RATING).map(SudokuFields::rating).orElse(null));
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
