package dev.switchback.trace;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing ASCII text in one array of bytes, cleared and used again. */
final class ByteText {
  private static final int LONGEST_NUMBER = 19;
  private static final int LONGEST_TEXT = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[1 << 14];
  private int length;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  ByteText append(byte[] ascii) {
    reserve(ascii.length);
    System.arraycopy(ascii, 0, bytes, length, ascii.length);
    length += ascii.length;
    return this;
  }

  ByteText append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends a number that is not negative, in decimal. */
  ByteText append(long number) {
    reserve(LONGEST_NUMBER);
    int end = length + digits(number);
    length = end;
    long rest = number;
    do {
      long tenth = rest / 10;
      bytes[--end] = (byte) ('0' + (rest - 10 * tenth));
      rest = tenth;
    } while (rest != 0);
    return this;
  }

  /** Appends again what stands between two offsets. */
  ByteText repeat(int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > LONGEST_TEXT) {
      throw new IllegalStateException(
          "Cannot write a trace: " + needed + " characters, expected at most " + LONGEST_TEXT);
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST_TEXT, Math.max(needed, 2L * length)));
  }

  private static int digits(long number) {
    int digits = 1;
    for (long bound = 10; digits < LONGEST_NUMBER && number >= bound; bound *= 10) {
      digits++;
    }
    return digits;
  }
}
