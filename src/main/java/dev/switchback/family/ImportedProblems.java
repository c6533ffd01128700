package dev.switchback.family;

import dev.switchback.puzzle.Split;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a family makes of the rows of an import: pure functions of (settings, seed, row). Not safe
 * for use by several threads.
 */
public interface ImportedProblems {

  /** The columns that are read. */
  StructType columns();

  /**
   * The first setting that does not describe the problem, by its name below {@code problems}; empty
   * if all do. What follows is asked of such problems alone.
   */
  Optional<String> filterReason(Row imported);

  /** The split that the problem belongs to: the one that it would be drawn for. */
  Split split(Row imported);

  /** The problem as a row of the family's {@code problems/}. */
  Row row(Split split, long index, Row imported);
}
