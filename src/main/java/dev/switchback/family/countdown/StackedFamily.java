package dev.switchback.family.countdown;

import dev.switchback.family.Difficulty;
import dev.switchback.family.Family;
import dev.switchback.family.Feature;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.ProblemTable;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.family.TraceRows;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.puzzle.StackedGenerator;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.trace.StackedStyle;
import dev.switchback.family.countdown.trace.StackedTraceRecorder;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Stacked CountDown in tables.
 *
 * @param seed of the run
 */
record StackedFamily(ProblemSettings settings, long seed) implements Family {
  /** To be raised when the table gets other columns, or a column another meaning. */
  private static final int FORMAT = 1;

  private static final StructType SCHEMA =
      ProblemTable.COMMON
          .add("numbers", ProblemTable.INTEGERS, false)
          .add("target", DataTypes.IntegerType, false)
          .add("canonical", DataTypes.StringType, false);

  private static final StructType ASKED =
      ProblemTable.columns(SCHEMA, "problem_id", "index", "numbers", "target");

  @Override
  public PuzzleFamily puzzles() {
    return new StackedCountdown();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "Stacked CountDown with %d numbers from %d to %d and targets from %d to %d",
        2 * own().numbers(),
        own().minNumber(),
        own().maxNumber(),
        own().minTarget(),
        own().maxTarget());
  }

  @Override
  public StructType problemSchema() {
    return SCHEMA;
  }

  @Override
  public int problemFormat() {
    return FORMAT;
  }

  @Override
  public LongFunction<Row> draws(Split split) {
    StackedGenerator generator = new StackedGenerator(own(), settings.validationShare(), seed);
    return index -> row(split, index, Family.drawn(generator.draw(split, index), split));
  }

  private Row row(Split split, long index, StackedProblem problem) {
    return RowFactory.create(
        ProblemTable.id(key(), split, index),
        key(),
        seed,
        index,
        problem.numbers().stream().mapToInt(Integer::intValue).toArray(),
        problem.target(),
        problem.canonicalKey());
  }

  @Override
  public String exactKey() {
    return "concat(array_join(numbers, ','), ':', target)";
  }

  @Override
  public String canonicalKey() {
    return "canonical";
  }

  @Override
  public StructType promptColumns() {
    return ASKED;
  }

  @Override
  public Function<Row, Row> traces(Split split, SearchMixture searches) {
    StackedTraceRecorder recorder = new StackedTraceRecorder();
    return new TraceRows(this, split, searches)
        .writing((row, style) -> recorder.write(problem(row), StackedStyle.of(style)));
  }

  @Override
  public List<Difficulty> difficulties() {
    return List.of();
  }

  @Override
  public List<Feature> features() {
    return CountdownFeatures.SURFACE;
  }

  @Override
  public Trace search(String name, Row problem) {
    return new StackedTraceRecorder().write(problem(problem), StackedStyle.of(name));
  }

  @Override
  public Map<String, Object> facts() {
    return CountdownFamily.targets(own(), seed);
  }

  static StackedProblem problem(Row row) {
    List<Integer> numbers = row.getList(row.fieldIndex("numbers"));
    return new StackedProblem(numbers, row.getInt(row.fieldIndex("target")));
  }

  private CountdownSettings own() {
    return settings.of(CountdownSettings.class);
  }
}
