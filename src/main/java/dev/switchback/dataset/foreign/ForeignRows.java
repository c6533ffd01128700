package dev.switchback.dataset.foreign;

import org.apache.spark.sql.Row;

/** The rows of a file, one after the other, in memory that does not grow with their number. */
interface ForeignRows extends AutoCloseable {
  /** Moves to the next row, if there is one; not called any more when there was none. */
  boolean next();

  /** Where this row is. */
  Place place();

  /** Whether this is no row at all: a blank line, a comment. */
  boolean isSkipped();

  /**
   * This row as one of the table of problems.
   *
   * @throws RejectedRowException if there is something wrong with it
   */
  Row problem();

  /** This row as it is, or its beginning. */
  String text();

  @Override
  void close();
}
