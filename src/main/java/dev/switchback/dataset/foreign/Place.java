package dev.switchback.dataset.foreign;

import java.io.Serializable;

/**
 * Where in its file a row is.
 *
 * @param row from 1: the line of a text, the row of a Parquet file, the element of a JSON array
 * @param startsAtLine the line in which an element of a JSON array begins, from 1; 0 for other rows
 */
public record Place(long row, long startsAtLine) implements Serializable {

  static Place line(long number) {
    return new Place(number, 0);
  }

  /** The place in words, for example {@code line 7}. */
  public String inWords() {
    return startsAtLine > 0
        ? "element " + row + ", which begins in line " + startsAtLine
        : "line " + row;
  }
}
