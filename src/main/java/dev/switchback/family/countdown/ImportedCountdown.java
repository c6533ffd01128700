package dev.switchback.family.countdown;

import dev.switchback.family.ImportedProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.ProblemTable;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.puzzle.CountdownSplits;
import dev.switchback.puzzle.Split;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Imported CountDown problems. Not safe for use by several threads. */
final class ImportedCountdown implements ImportedProblems {
  private static final StructType COLUMNS =
      ProblemTable.columns(CountdownTable.SCHEMA, "numbers", "target");

  private final CountdownSettings settings;
  private final long seed;
  private final CountdownSplits splits;
  private final int[] numbers;
  private final Map<Split, CountdownTable> tables = new EnumMap<>(Split.class);

  ImportedCountdown(ProblemSettings problems, long seed) {
    this.settings = problems.of(CountdownSettings.class);
    this.seed = seed;
    this.splits = new CountdownSplits(settings, problems.validationShare(), seed);
    this.numbers = new int[settings.numbers()];
  }

  @Override
  public StructType columns() {
    return COLUMNS;
  }

  @Override
  public Optional<String> filterReason(Row imported) {
    CountdownProblem problem = CountdownTable.problem(imported);
    if (problem.numbers().size() != settings.numbers()) {
      return Optional.of("numbers");
    }
    if (isAnyOutside(problem.numbers(), settings.minNumber(), settings.maxNumber())) {
      return Optional.of("min-number .. max-number");
    }
    return isAnyOutside(List.of(problem.target()), settings.minTarget(), settings.maxTarget())
        ? Optional.of("min-target .. max-target")
        : Optional.empty();
  }

  private static boolean isAnyOutside(List<Integer> values, int smallest, int largest) {
    return values.stream().anyMatch(value -> value < smallest || value > largest);
  }

  @Override
  public Split split(Row imported) {
    CountdownProblem problem = CountdownTable.problem(imported);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = problem.numbers().get(i);
    }
    return splits.of(numbers, problem.target());
  }

  @Override
  public Row row(Split split, long index, Row imported) {
    return tables
        .computeIfAbsent(split, own -> new CountdownTable(seed, own))
        .row(index, CountdownTable.problem(imported));
  }
}
