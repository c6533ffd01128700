package dev.switchback.family.countdown;

import dev.switchback.family.Difficulty;
import dev.switchback.family.Family;
import dev.switchback.family.Feature;
import dev.switchback.family.ImportedProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.family.TraceRows;
import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownSettings;
import dev.switchback.family.countdown.puzzle.CountdownTargets;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * CountDown in tables.
 *
 * @param seed of the run
 */
record CountdownFamily(ProblemSettings settings, long seed) implements Family {
  @Override
  public PuzzleFamily puzzles() {
    return new Countdown();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "CountDown with %d numbers from %d to %d and targets from %d to %d%s",
        own().numbers(),
        own().minNumber(),
        own().maxNumber(),
        own().minTarget(),
        own().maxTarget(),
        settings.imported() ? ", imported" : "");
  }

  @Override
  public StructType problemSchema() {
    return CountdownTable.SCHEMA;
  }

  @Override
  public int problemFormat() {
    return CountdownTable.FORMAT;
  }

  @Override
  public LongFunction<Row> draws(Split split) {
    CountdownGenerator generator = new CountdownGenerator(own(), settings.validationShare(), seed);
    CountdownTable table = new CountdownTable(seed, split);
    return index -> table.row(index, Family.drawn(generator.draw(split, index), split));
  }

  @Override
  public ImportedProblems imported() {
    return new ImportedCountdown(settings, seed);
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
    return CountdownTable.ASKED;
  }

  @Override
  public Function<Row, Row> traces(Split split, SearchMixture searches) {
    TraceRecorder recorder = new TraceRecorder();
    return new TraceRows(this, split, searches)
        .writing(
            (row, style) -> recorder.write(CountdownTable.problem(row), CountdownStyle.of(style)));
  }

  @Override
  public List<Difficulty> difficulties() {
    return List.of(
        Difficulty.number("solution_count"),
        Difficulty.number("dfs_sum_nodes"),
        Difficulty.number("dfs_mult_nodes"));
  }

  @Override
  public Trace search(String name, Row problem) {
    return CountdownTraces.write(CountdownTable.problem(problem), CountdownStyle.of(name));
  }

  @Override
  public List<Feature> features() {
    List<Feature> features = new ArrayList<>(CountdownFeatures.SURFACE);
    difficulties().stream().map(Feature::of).forEach(features::add);
    features.add(Feature.solver("dfs_sum_solves", "if(dfs_sum_solves, 1, 0)"));
    features.add(Feature.solver("dfs_mult_solves", "if(dfs_mult_solves, 1, 0)"));
    return List.copyOf(features);
  }

  @Override
  public Map<String, Object> facts() {
    return targets(own(), seed);
  }

  static Map<String, Object> targets(CountdownSettings settings, long seed) {
    return Map.of("unseen_targets", CountdownTargets.of(settings, seed).unseen());
  }

  private CountdownSettings own() {
    return settings.of(CountdownSettings.class);
  }
}
