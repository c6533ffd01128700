package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * The lines of a stream in UTF-8, each ended by a line feed with or without a carriage return
 * before it, the first one perhaps after a byte order mark. Bytes that are something else are never
 * read as other characters.
 */
final class InputLines {
  private final InputStream in;
  private final String source;
  private final Waiting waiting;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int end;
  private long number;
  private boolean ended;

  /**
   * Begins before the first line.
   *
   * @param source the stream in messages
   * @param waiting done before the stream is asked for more, which may take long
   */
  InputLines(InputStream in, String source, Waiting waiting) {
    this.in = in;
    this.source = source;
    this.waiting = waiting;
  }

  /** Moves to the next line, if there is one. */
  boolean next() throws IOException {
    line.reset();
    boolean any = false;
    while (position < end || fill()) {
      any = true;
      int start = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, start, position - start);
      if (position < end) {
        position++;
        break;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  /**
   * This line.
   *
   * @throws InputException if it is no UTF-8
   */
  String text() {
    try {
      String text = withoutReturn(StrictJson.decode(ByteBuffer.wrap(line.toByteArray())));
      return number == 1 ? StrictJson.withoutMark(text) : text;
    } catch (CharacterCodingException malformed) {
      throw refused(malformed);
    }
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Says that this line cannot be read. */
  InputException refused(Exception reason) {
    return new InputException(
        "Cannot read line " + number + " of " + source + ": " + reason.getMessage(), reason);
  }

  /** A terminal would ask for its end once more. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    waiting.begin();
    position = 0;
    try {
      end = Math.max(0, in.read(buffer));
    } catch (IOException damaged) {
      throw new InputException(
          "Cannot read " + source + ": " + damaged.getMessage() + ", expected JSON lines", damaged);
    }
    ended = end == 0;
    return !ended;
  }

  /** What is done while no line can be read. */
  @FunctionalInterface
  interface Waiting {
    void begin() throws IOException;
  }
}
