package dev.switchback.family.sudoku.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which field of a Sudoku stands in which column of a table.
 *
 * @param places the columns' places, by field; fields that are not there are left out
 * @param count columns in all
 */
record SudokuColumns(Map<String, Integer> places, int count) {
  static final String PUZZLE = "puzzle";
  static final String SOLUTION = "solution";
  static final String ID = "id";
  static final String CLUES = "clues";
  static final String RATING = "rating";
  static final List<String> FIELDS = List.of(PUZZLE, SOLUTION, ID, CLUES, RATING);

  /** The names that columns of each field have in what is published, whatever their case. */
  private static final Map<String, List<String>> USUAL =
      Map.of(
          PUZZLE, List.of("puzzle", "puzzles", "quizzes", "quiz", "question"),
          SOLUTION, List.of("solution", "solutions", "answer"),
          ID, List.of("id"),
          CLUES, List.of("clues"),
          RATING, List.of("difficulty", "rating"));

  /** As pandas, R and spreadsheets write that there is no value. */
  private static final Set<String> ABSENT =
      Set.of("", "nan", "na", "n/a", "<na>", "#n/a", "null", "none", "nat");

  /**
   * Finds the columns of a header.
   *
   * @param chosen columns by field, instead of the usual ones
   */
  static SudokuColumns of(List<String> header, Map<String, String> chosen) {
    Map<String, Integer> places = new TreeMap<>();
    for (String field : FIELDS) {
      int place =
          chosen.containsKey(field)
              ? header.indexOf(chosen.get(field))
              : usual(header, USUAL.get(field));
      if (place >= 0) {
        places.put(field, place);
      }
    }
    return new SudokuColumns(places, header.size());
  }

  private static int usual(List<String> header, List<String> names) {
    List<String> lowerCase = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return names.stream().mapToInt(lowerCase::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
  }

  boolean has(String field) {
    return places.containsKey(field);
  }

  /** The value of a field in a row; empty where the table does not have it, or no value there. */
  Optional<String> value(String field, List<String> row) {
    return Optional.ofNullable(places.get(field))
        .map(row::get)
        .filter(value -> !ABSENT.contains(value.toLowerCase(Locale.ROOT)));
  }
}
