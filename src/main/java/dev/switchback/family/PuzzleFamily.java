package dev.switchback.family;

import dev.switchback.config.ProvidedSettings;
import dev.switchback.config.Requirements;
import dev.switchback.importer.ImportFormat;
import dev.switchback.puzzle.Split;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.SearchCatalogue;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a family of puzzles is, whatever the settings of a run. Implementations have no state and a
 * constructor without arguments, are named in {@code META-INF/services}, and are found by {@link
 * PuzzleFamilies}.
 */
public interface PuzzleFamily {

  /** Its name in configuration files and tables. */
  String key();

  /** The settings of its problems, below {@code problems}. Families may share a type. */
  ProvidedSettings.Declaration settings();

  /**
   * Requires of the settings of problems what this family needs of them.
   *
   * @param settings of all families
   * @param unseenTarget problems wanted of the split of that name
   * @param imported whether problems are taken from an import
   * @param requirements of the section {@code problems}
   */
  default void check(
      ProvidedSettings settings, int unseenTarget, boolean imported, Requirements requirements) {}

  /** The splits that it may have problems in. */
  List<Split> splits();

  /** The formats that its problems can be imported from; none if problems are only generated. */
  default List<ImportFormat> importFormats() {
    return List.of();
  }

  /** The searches of its traces, by the style of a model. */
  SearchCatalogue searches();

  /** Searches that models are compared with, by name. */
  List<String> referenceSearches();

  /** The tokens of its traces. */
  Tokenizer tokenizer();

  /** The columns that state a problem, whatever their places. */
  StructType promptColumns();

  /** The problem of a row that has those columns. */
  Question question(Row problem);

  /** Whether {@link Question#answers} lists every way to solve a problem. */
  default boolean listsAnswers() {
    return false;
  }

  /** Its problems as lines of JSON, empty if it takes none. */
  Optional<JsonProblems> json();

  /** What a report says in other words than for other families. */
  Rules rules();

  /** The family in a run. */
  Family with(ProblemSettings settings, long seed);
}
