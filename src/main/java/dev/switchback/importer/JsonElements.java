package dev.switchback.importer;

import dev.switchback.artifact.InputException;
import dev.switchback.importer.Rejected.Place;
import java.io.IOException;
import java.io.InputStream;

/**
 * The elements of a JSON array, each by itself: what is wrong with one does not touch the others,
 * as long as its brackets and quotation marks come in pairs. That is why they are cut by hand: a
 * parser of JSON does not find the next element after one that is no JSON.
 */
public final class JsonElements extends RawRows {
  private final InputFile file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int end;
  private long line = 1;
  private long number;
  private long startsAtLine;
  private int depth;
  private boolean quoted;

  /**
   * Begins before the first element.
   *
   * @param in the content of the file, whose first byte that is no blank opens an array
   * @param longest bytes of an element that is not too long
   */
  public JsonElements(InputFile file, InputStream in, int longest) {
    super(longest);
    this.file = file;
    this.in = in;
    peekPastBlanks();
    read();
  }

  @Override
  public boolean next() {
    int first = peekPastBlanks();
    while (first == ',') {
      read();
      first = peekPastBlanks();
    }
    if (first == ']') {
      requireEnd();
      return false;
    }
    if (first < 0) {
      throw cutOff("it ends after element " + number + " of its array");
    }
    number++;
    startsAtLine = line;
    clear();
    depth = 0;
    quoted = false;
    while (depth > 0 || quoted || !atEnd()) {
      extend();
    }
    return true;
  }

  @Override
  public Place place() {
    return new Place(number, startsAtLine);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException damaged) {
      throw file.endsEarly(line, damaged);
    }
  }

  private boolean atEnd() {
    int next = peek();
    return next == ',' || next == ']';
  }

  private void extend() {
    int next = read();
    if (next < 0) {
      throw cutOffWithin();
    }
    append(next);
    if (quoted) {
      if (next == '\\') {
        append(read());
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
            + file.location()
            + ": "
            + where
            + ", expected a whole file with brackets and quotation marks in pairs; fetch it again,"
            + " or mend it there");
  }

  private void requireEnd() {
    read();
    long lastLine = line;
    if (peekPastBlanks() >= 0) {
      throw new InputException(
          "Cannot read "
              + file.location()
              + ": its array ends after element "
              + number
              + " in line "
              + lastLine
              + ", but the file goes on, expected one array; mend the brackets there");
    }
  }

  /** The next byte, -1 at the end. */
  private int read() {
    if (position == end && !fill()) {
      return -1;
    }
    byte next = buffer[position++];
    if (next == '\n') {
      line++;
    }
    return next & 0xff;
  }

  /** The next byte, which stays the next one; -1 at the end. */
  private int peek() {
    return position < end || fill() ? buffer[position] & 0xff : -1;
  }

  /** The next byte that is no blank, which stays the next one; -1 at the end. */
  private int peekPastBlanks() {
    while (InputFile.isBlank(peek())) {
      read();
    }
    return peek();
  }

  private boolean fill() {
    try {
      end = in.readNBytes(buffer, 0, buffer.length);
      position = 0;
      return end > 0;
    } catch (IOException damaged) {
      throw file.endsEarly(line, damaged);
    }
  }
}
