package dev.switchback.dataset.foreign;

import java.io.Closeable;

/** The rows of a text, one after the other. */
interface RawRows extends Closeable {
  /** Moves to the next row, if there is one. */
  boolean next();

  /** Where this row is. */
  Place place();

  /** What is in this row; overwritten by the next one. */
  RawRow row();

  @Override
  void close();
}
