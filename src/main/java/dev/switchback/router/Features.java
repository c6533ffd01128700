package dev.switchback.router;

import dev.switchback.config.ProblemSettings;
import dev.switchback.dataset.Difficulty;
import dev.switchback.dataset.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The features of each family's problems. */
public final class Features {
  private static final String SUM = "aggregate(numbers, 0D, (sum, number) -> sum + number)";
  private static final String MEAN = SUM + " / size(numbers)";
  private static final String SIDE = "cast(sqrt(length(puzzle)) as int)";

  private Features() {}

  /** The features of a family, surface first. */
  public static List<Feature> of(Family family) {
    List<Feature> features =
        new ArrayList<>(
            family.key().equals(ProblemSettings.SUDOKU) ? ofPuzzles() : ofNumbersAndTarget());
    family.difficulties().stream()
        .filter(difficulty -> !difficulty.column().equals("clues"))
        .map(Features::ofDifficulty)
        .forEach(features::add);
    if (family.key().equals(ProblemSettings.COUNTDOWN)) {
      features.add(Feature.solver("dfs_sum_solves", "if(dfs_sum_solves, 1, 0)"));
      features.add(Feature.solver("dfs_mult_solves", "if(dfs_mult_solves, 1, 0)"));
    }
    return List.copyOf(features);
  }

  /** Numbers over a wide range as logarithms, names by their order. */
  private static Feature ofDifficulty(Difficulty difficulty) {
    return difficulty.names().isEmpty()
        ? Feature.solver("log_" + difficulty.column(), "log2(1 + " + difficulty.number() + ")")
        : Feature.solver(difficulty.column(), difficulty.number());
  }

  private static List<Feature> ofNumbersAndTarget() {
    return List.of(
        Feature.surface("number_count", "size(numbers)"),
        Feature.surface("smallest_number", "array_min(numbers)"),
        Feature.surface("largest_number", "array_max(numbers)"),
        Feature.surface("mean_number", MEAN),
        Feature.surface(
            "spread_of_numbers",
            "sqrt(aggregate(numbers, 0D, (sum, number) -> sum + pow(number - "
                + MEAN
                + ", 2)) / size(numbers))"),
        Feature.surface("distinct_numbers", "size(array_distinct(numbers))"),
        Feature.surface("even_numbers", "size(filter(numbers, number -> number % 2 = 0))"),
        Feature.surface("target", "target"),
        Feature.surface("target_is_even", "if(target % 2 = 0, 1, 0)"),
        Feature.surface(
            "target_divisors",
            "size(filter(sequence(1, target), divisor -> target % divisor = 0))"),
        Feature.surface("log_target_to_sum", "log2(target / (" + SUM + "))"),
        Feature.surface(
            "log_target_to_product",
            "log2(target) - aggregate(numbers, 0D, (sum, number) -> sum + log2(number))"));
  }

  private static List<Feature> ofPuzzles() {
    String units = String.join(", ", units().toList());
    return List.of(
        Feature.surface("clues", "clues"),
        Feature.surface("fewest_clues_in_unit", "array_min(concat(" + units + "))"),
        Feature.surface("most_clues_in_unit", "array_max(concat(" + units + "))"),
        Feature.surface(
            "distinct_digits", "size(array_remove(array_distinct(split(puzzle, '')), '.'))"),
        Feature.surface(
            "most_of_a_digit",
            "array_max(transform(sequence(1, "
                + SIDE
                + "), digit -> length(puzzle) - length(replace(puzzle, cast(digit as string), ''))))"));
  }

  /** How many clues each row, each column and each box has. */
  private static Stream<String> units() {
    String box = "cast(sqrt(" + SIDE + ") as int)";
    return Stream.of(
            "cell div " + SIDE,
            "cell % " + SIDE,
            "(cell div SIDE) div BOX * BOX + (cell % SIDE) div BOX"
                .replace("SIDE", SIDE)
                .replace("BOX", box))
        .map(
            unit ->
                "transform(sequence(0, "
                    + SIDE
                    + " - 1), unit -> size(filter(sequence(0, length(puzzle) - 1), cell -> "
                    + unit
                    + " = unit and substring(puzzle, cell + 1, 1) != '.')))");
  }
}
