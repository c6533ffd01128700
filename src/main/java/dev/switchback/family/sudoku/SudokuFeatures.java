package dev.switchback.family.sudoku;

import dev.switchback.family.Feature;
import java.util.List;
import java.util.stream.Stream;

/** What is seen by looking at a puzzle. */
final class SudokuFeatures {
  private static final String SIDE = "cast(sqrt(length(puzzle)) as int)";

  /** The column of the number of clues, which is seen at a glance and says how hard a puzzle is. */
  static final String CLUES = "clues";

  private SudokuFeatures() {}

  static List<Feature> surface() {
    String units = String.join(", ", units().toList());
    return List.of(
        Feature.surface(CLUES, CLUES),
        Feature.surface("fewest_clues_in_unit", "array_min(concat(" + units + "))"),
        Feature.surface("most_clues_in_unit", "array_max(concat(" + units + "))"),
        Feature.surface(
            "distinct_digits", "size(array_remove(array_distinct(split(puzzle, '')), '.'))"),
        Feature.surface(
            "most_of_a_digit",
            "array_max(transform(sequence(1, "
                + SIDE
                + "), digit -> length(puzzle) - length(replace(puzzle, cast(digit as string),"
                + " ''))))"));
  }

  /** How many clues each row, each column and each box has; boxes are no higher than wide. */
  private static Stream<String> units() {
    String boxRows = "cast(sqrt(" + SIDE + ") as int)";
    return Stream.of(
            "cell div " + SIDE,
            "cell % " + SIDE,
            "(cell div SIDE) div ROWS * ROWS + (cell % SIDE) div (SIDE div ROWS)"
                .replace("SIDE", SIDE)
                .replace("ROWS", boxRows))
        .map(
            unit ->
                "transform(sequence(0, "
                    + SIDE
                    + " - 1), unit -> size(filter(sequence(0, length(puzzle) - 1), cell -> "
                    + unit
                    + " = unit and substring(puzzle, cell + 1, 1) != '.')))");
  }
}
