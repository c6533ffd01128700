package dev.switchback.dataset;

import dev.switchback.config.ProblemSettings;
import dev.switchback.config.SearchMixture;
import dev.switchback.family.countdown.puzzle.CountdownGenerator;
import dev.switchback.family.countdown.puzzle.CountdownTargets;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.family.countdown.trace.TraceRecorder;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
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
  public String key() {
    return ProblemSettings.COUNTDOWN;
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "CountDown with %d numbers from %d to %d and targets from %d to %d%s",
        settings.numbers(),
        settings.minNumber(),
        settings.maxNumber(),
        settings.minTarget(),
        settings.maxTarget(),
        settings.imported() ? ", imported" : "");
  }

  @Override
  public Tokenizer tokenizer() {
    return Tokenizer.countdown();
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
    CountdownGenerator generator = new CountdownGenerator(settings, seed);
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
  public Question question(Row problem) {
    return new CountdownQuestion(CountdownTable.problem(problem));
  }

  @Override
  public TraceTable traceTable() {
    return new TraceTable(tokenizer(), settings.text());
  }

  @Override
  public StructType askedSchema() {
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
  public List<String> referenceSearches() {
    return List.of("dfs-sum", "dfs-mult");
  }

  @Override
  public Trace search(String name, Row problem) {
    return CountdownTraces.write(CountdownTable.problem(problem), CountdownStyle.of(name));
  }

  @Override
  public Map<String, Object> facts() {
    return targets(settings, seed);
  }

  static Map<String, Object> targets(ProblemSettings settings, long seed) {
    return Map.of("unseen_targets", CountdownTargets.of(settings, seed).unseen());
  }
}
