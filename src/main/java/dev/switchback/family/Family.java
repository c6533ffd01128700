package dev.switchback.family;

import dev.switchback.config.ConfigurationException;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A family of puzzles in a run, with the run's settings and seed: what its problems look like in
 * tables, how they are drawn and written down. What a stage does for one family it does for all.
 */
public interface Family extends Serializable {

  /** The family that the settings name. */
  static Family of(ProblemSettings settings, long seed) {
    return settings.puzzles().with(settings, seed);
  }

  /**
   * What was drawn.
   *
   * @throws ConfigurationException if it is nothing
   */
  static <T> T drawn(Optional<T> problem, Split split) {
    return problem.orElseThrow(
        () ->
            new ConfigurationException(
                "Cannot draw a problem for the "
                    + split.key()
                    + " split: the settings leave none; change validation-share or"
                    + " unseen-target-share, or let there be more numbers or targets"));
  }

  /** What the family is, whatever the settings. */
  PuzzleFamily puzzles();

  /** The settings of the run. */
  ProblemSettings settings();

  /** Of the run. */
  long seed();

  /** What problems it makes, in the words of a report. */
  String description();

  /** Its name in configuration files and tables. */
  default String key() {
    return puzzles().key();
  }

  /** The tokens of its traces. */
  default Tokenizer tokenizer() {
    return puzzles().tokenizer();
  }

  /** The splits that have problems. */
  default List<Split> splits() {
    return Arrays.stream(Split.values()).filter(split -> settings().rows(split) > 0).toList();
  }

  /**
   * What sets the problems apart from the family's usual ones, as a report judges claims about
   * them; empty for the usual ones.
   */
  default String variant() {
    return "";
  }

  /** Columns of its {@code problems/}; {@link ProblemTable} names those that all families have. */
  StructType problemSchema();

  /** To be raised when these columns are others, or one of them gets another meaning. */
  int problemFormat();

  /**
   * The rows that are drawn for a split, by index, in memory of their own.
   *
   * @throws dev.switchback.config.ConfigurationException when called, if the settings leave none
   */
  LongFunction<Row> draws(Split split);

  /**
   * What becomes of problems that were imported, in memory of its own.
   *
   * @throws UnsupportedOperationException if the family takes none
   */
  default ImportedProblems imported() {
    throw new UnsupportedOperationException("Cannot take imported problems: " + key());
  }

  /** An SQL expression over the columns that is equal for the same problems and no others. */
  String exactKey();

  /** The same for problems that differ in nothing that matters. */
  String canonicalKey();

  /** The problem of a row that has the family's columns. */
  default Question question(Row problem) {
    return puzzles().question(problem);
  }

  /**
   * START and the prompt of a row's problem, as models of a style read it. Every row of {@code
   * traces/} in the style begins with these tokens, as many as there are here.
   */
  default int[] promptTokens(Row problem, TraceStyle style) {
    return tokenizer().startedWith(question(problem).prompt(style));
  }

  /** Its table of traces. */
  default TraceTable traceTable() {
    return new TraceTable(tokenizer(), settings().text());
  }

  /** The columns of problems that {@link #question} and {@link #traces} read. */
  StructType promptColumns();

  /**
   * Writes rows of problems down as rows of {@code traces/}, in memory of its own.
   *
   * @param searches one of which is drawn for each problem; none for direct solutions
   */
  Function<Row, Row> traces(Split split, SearchMixture searches);

  /** Columns of problems that say how hard they are. */
  List<Difficulty> difficulties();

  /** What is known of a problem before anything is sampled, what is seen at a glance first. */
  List<Feature> features();

  /** Searches that a report compares models with, by name. */
  default List<String> referenceSearches() {
    return puzzles().referenceSearches();
  }

  /** What one of them writes for the problem of a row. */
  Trace search(String name, Row problem);

  /** What a manifest states about the problems besides counts. */
  default Map<String, Object> facts() {
    return Map.of();
  }
}
