package dev.switchback.family.sudoku.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.importer.FieldColumns;
import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import dev.switchback.importer.Values;
import dev.switchback.importer.WholeNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /**
   * A value as text; empty where there is none. A list is a board: its elements are rows or cells,
   * and a cell that has no value is an empty one.
   */
  static Optional<String> text(JsonNode value) {
    if (!value.isArray()) {
      return present(value);
    }
    List<Optional<String>> cells = Values.flat(value).stream().map(SudokuFields::cell).toList();
    return cells.stream().allMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(cells.stream().map(cell -> cell.orElse(".")).collect(Collectors.joining()));
  }

  /** Digits are 5.0 where a table of them had to be one of floats. */
  private static Optional<String> cell(JsonNode value) {
    return present(value)
        .map(
            cell -> {
              OptionalLong digit = value.isNumber() ? WholeNumbers.of(cell) : OptionalLong.empty();
              return digit.isPresent() ? Long.toString(digit.getAsLong()) : cell;
            });
  }

  private static Optional<String> present(JsonNode value) {
    return Optional.of(value)
        .filter(given -> !given.isNull())
        .map(given -> given.asText().strip())
        .filter(FieldColumns::isPresent);
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
