package dev.switchback.dataset.foreign;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one row, of a long one only the beginning. One object serves all rows of a file, one
 * after the other.
 */
final class RawRow {
  private final int longest;
  private byte[] bytes = new byte[256];
  private int length;
  private boolean tooLong;

  /**
   * An empty row.
   *
   * @param longest bytes of a row that is not too long
   */
  RawRow(int longest) {
    this.longest = longest;
  }

  void clear() {
    length = 0;
    tooLong = false;
  }

  void append(int next) {
    if (length == longest) {
      tooLong = true;
      return;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(longest, 2 * length));
    }
    bytes[length++] = (byte) next;
  }

  /** Removes a carriage return at the end. */
  void trimLineEnd() {
    if (!tooLong && length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
  }

  /** Whether there is nothing in it but blanks. */
  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  boolean startsWith(char first) {
    return length > 0 && bytes[0] == first;
  }

  /**
   * The whole row, in an array that is overwritten by the next one.
   *
   * @throws RejectedRowException if it is too long
   */
  ByteBuffer whole() {
    if (tooLong) {
      throw new RejectedRowException(
          Flaw.TOO_LONG,
          "Cannot read the row: it is too long, expected " + longest + " bytes at most");
    }
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /**
   * The row as text.
   *
   * @throws RejectedRowException if it is too long or no UTF-8
   */
  String text() {
    ByteBuffer whole = whole();
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return decoded(whole);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The row or its beginning, whatever is in it. */
  String shown() {
    return new String(
        bytes, 0, Math.min(length, 4 * Rejected.LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static String decoded(ByteBuffer whole) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(whole).toString();
    } catch (CharacterCodingException malformed) {
      throw new RejectedRowException(
          Flaw.MALFORMED, "Cannot read the row: it is no UTF-8, expected text in that encoding");
    }
  }
}
