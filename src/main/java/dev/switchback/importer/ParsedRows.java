package dev.switchback.importer;

import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/** The rows of a file, one after the other, in memory that does not grow with their number. */
public interface ParsedRows extends AutoCloseable {
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

  /** Reads the files of a format, one after the other. Not safe for use by several threads. */
  interface Reader {
    /**
     * Opens a file before its first row; the caller closes it.
     *
     * @throws dev.switchback.artifact.InputException if the file is damaged, also later, while it
     *     is read, or if it has not the columns of the format
     */
    ParsedRows open(InputFile file, Configuration hadoop);
  }
}
