package dev.switchback.dataset;

import dev.switchback.config.ConfigurationException;
import dev.switchback.config.ProblemSettings;
import dev.switchback.config.SearchMixture;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A family of puzzles as the stages see it: what its problems look like in tables, how they are
 * drawn, asked, written down and judged. What a stage does for one family it does for all.
 */
public interface Family extends Serializable {

  /** The family that the settings name. */
  static Family of(ProblemSettings settings, long seed) {
    return switch (settings.family()) {
      case ProblemSettings.SUDOKU -> new SudokuFamily(settings, seed);
      case ProblemSettings.STACKED -> new StackedFamily(settings, seed);
      default -> new CountdownFamily(settings, seed);
    };
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

  /** Its name in configuration files and tables. */
  String key();

  /** Of the run. */
  long seed();

  /** What problems it makes, in the words of a report. */
  String description();

  /** The tokens of its traces. */
  Tokenizer tokenizer();

  /** The splits that have problems. */
  default List<Split> splits(ProblemSettings settings) {
    return List.of(Split.values()).stream()
        .filter(split -> settings.rows(split.key()) > 0)
        .toList();
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
  Question question(Row problem);

  /** Its table of traces. */
  TraceTable traceTable();

  /** The columns of problems that {@link #question} and {@link #traces} read. */
  StructType askedSchema();

  /**
   * Writes rows of problems down as rows of {@code traces/}, in memory of its own.
   *
   * @param searches one of which is drawn for each problem; none for direct solutions
   */
  Function<Row, Row> traces(Split split, SearchMixture searches);

  /** Columns of problems that say how hard they are. */
  List<Difficulty> difficulties();

  /** Searches that a report compares models with, by name. */
  List<String> referenceSearches();

  /** What one of them writes for the problem of a row. */
  Trace search(String name, Row problem);

  /** What a manifest states about the problems besides counts. */
  Map<String, Object> facts();
}
