package dev.switchback.dataset.foreign;

import dev.switchback.artifact.InputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Reads a text byte by byte, a leading byte order mark left out, and counts lines. */
final class ByteReader implements Closeable {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int end;
  private long line = 1;

  ByteReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
    if (fill() && startsWithMark()) {
      position = MARK.length;
    }
  }

  String name() {
    return name;
  }

  /** The line in which the next byte is, from 1. */
  long line() {
    return line;
  }

  /** The next byte, -1 at the end. */
  int next() {
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
  int peek() {
    return position < end || fill() ? buffer[position] & 0xff : -1;
  }

  /** The next byte that is no blank, which stays the next one; -1 at the end. */
  int peekPastBlanks() {
    while (position < end || fill()) {
      if (buffer[position] != ' ' && buffer[position] != '\t' && !lineEnd(buffer[position])) {
        return buffer[position] & 0xff;
      }
      next();
    }
    return -1;
  }

  /** The first byte that is no blank, among those at hand; nothing is read past. */
  int firstVisible() {
    for (int at = position; at < end; at++) {
      if (buffer[at] != ' ' && buffer[at] != '\t' && !lineEnd(buffer[at])) {
        return buffer[at] & 0xff;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException unreadable) {
      throw damaged(unreadable);
    }
  }

  private static boolean lineEnd(byte character) {
    return character == '\n' || character == '\r';
  }

  private boolean startsWithMark() {
    return end >= MARK.length
        && buffer[0] == MARK[0]
        && buffer[1] == MARK[1]
        && buffer[2] == MARK[2];
  }

  /** A stream may give less than asked for, but not less than a mark's length unless it ends. */
  private boolean fill() {
    try {
      end = in.readNBytes(buffer, 0, buffer.length);
      position = 0;
      return end > 0;
    } catch (IOException unreadable) {
      throw damaged(unreadable);
    }
  }

  private InputException damaged(IOException cause) {
    return new InputException(
        "Cannot read "
            + name
            + " any further than line "
            + line
            + ": "
            + cause.getMessage()
            + ", expected a whole file; fetch it again",
        cause);
  }
}
