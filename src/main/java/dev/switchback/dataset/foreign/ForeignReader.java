package dev.switchback.dataset.foreign;

import org.apache.hadoop.conf.Configuration;

/** Reads the files of a format, one after the other. Not safe for use by several threads. */
interface ForeignReader {
  /**
   * Opens a file before its first row; the caller closes it.
   *
   * @throws dev.switchback.artifact.InputException if the file is damaged, also later, while it is
   *     read, or if it has not the columns of the format
   */
  ForeignRows open(InputFile file, Configuration hadoop);
}
