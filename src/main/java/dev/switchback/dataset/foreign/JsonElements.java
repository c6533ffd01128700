package dev.switchback.dataset.foreign;

import dev.switchback.artifact.InputException;

/**
 * The elements of a JSON array, each by itself: what is wrong with one does not touch the others,
 * as long as its brackets and quotation marks come in pairs.
 */
final class JsonElements implements RawRows {
  private final ByteReader bytes;
  private final RawRow element;
  private long number;
  private long startsAtLine;
  private int depth;
  private boolean quoted;

  /**
   * Begins before the first element.
   *
   * @param bytes a text whose first byte that is no blank opens an array
   * @param longest bytes of an element that is not too long
   */
  JsonElements(ByteReader bytes, int longest) {
    this.bytes = bytes;
    this.element = new RawRow(longest);
    bytes.peekPastBlanks();
    bytes.next();
  }

  @Override
  public boolean next() {
    int first = bytes.peekPastBlanks();
    while (first == ',') {
      bytes.next();
      first = bytes.peekPastBlanks();
    }
    if (first == ']') {
      requireEnd();
      return false;
    }
    if (first < 0) {
      throw cutOff("it ends after element " + number + " of its array");
    }
    number++;
    startsAtLine = bytes.line();
    element.clear();
    depth = 0;
    quoted = false;
    while (depth > 0 || quoted || !atEnd()) {
      append();
    }
    return true;
  }

  @Override
  public Place place() {
    return new Place(number, startsAtLine);
  }

  @Override
  public RawRow row() {
    return element;
  }

  @Override
  public void close() {
    bytes.close();
  }

  private boolean atEnd() {
    int next = bytes.peek();
    return next == ',' || next == ']';
  }

  private void append() {
    int next = bytes.next();
    if (next < 0) {
      throw cutOffWithin();
    }
    element.append(next);
    if (quoted) {
      if (next == '\\') {
        element.append(bytes.next());
      }
      quoted = next != '"';
    } else {
      quoted = next == '"';
      depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
    }
  }

  private InputException cutOffWithin() {
    return cutOff(
        "it ends within element " + number + " of its array, which begins in line " + startsAtLine);
  }

  private InputException cutOff(String where) {
    return new InputException(
        "Cannot read "
            + bytes.name()
            + ": "
            + where
            + ", expected a whole file with brackets and quotation marks in pairs; fetch it again,"
            + " or mend it there");
  }

  private void requireEnd() {
    bytes.next();
    long line = bytes.line();
    if (bytes.peekPastBlanks() >= 0) {
      throw new InputException(
          "Cannot read "
              + bytes.name()
              + ": its array ends after element "
              + number
              + " in line "
              + line
              + ", but the file goes on, expected one array; mend the brackets there");
    }
  }
}
