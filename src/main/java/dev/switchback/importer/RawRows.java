package dev.switchback.importer;

import dev.switchback.importer.Rejected.Flaw;
import dev.switchback.importer.Rejected.Place;
import dev.switchback.importer.Rejected.RejectedRowException;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/**
 * The rows of a text, one after the other: the bytes of the current row, of a long one only the
 * beginning.
 */
public abstract class RawRows implements Closeable {
  private final int longest;
  private byte[] bytes = new byte[256];
  private int length;
  private boolean tooLong;

  /**
   * Begins before the first row.
   *
   * @param longest bytes of a row that is not too long
   */
  RawRows(int longest) {
    this.longest = longest;
  }

  /** Moves to the next row, if there is one. */
  public abstract boolean next();

  /** Where this row is. */
  public abstract Place place();

  @Override
  public abstract void close();

  /** These rows as problems. */
  public ParsedRows read(Predicate<RawRows> skipped, Supplier<Row> parser) {
    return new TextRows(this, skipped, parser);
  }

  /** Begins a row. */
  final void clear() {
    length = 0;
    tooLong = false;
  }

  /** Adds a byte to this row. */
  final void append(int next) {
    if (length == longest) {
      tooLong = true;
      return;
    }
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(longest, 2 * length));
    }
    bytes[length++] = (byte) next;
  }

  /**
   * Begins a row with a line, and leaves a carriage return at its end out.
   *
   * @param line which is not copied
   * @param size bytes of it, at least one more than the longest if it is too long
   */
  final void take(byte[] line, int size) {
    bytes = line;
    tooLong = size > longest;
    length = Math.min(size, longest);
    if (!tooLong && length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
  }

  /** Whether there is nothing in it but blanks. */
  public final boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  public final boolean startsWith(char first) {
    return length > 0 && bytes[0] == first;
  }

  private ByteBuffer whole() {
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
  public final String text() {
    ByteBuffer whole = whole();
    for (int i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return decoded(whole);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The row or its beginning, whatever is in it. */
  public final String shown() {
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

  /**
   * The rows as problems.
   *
   * @param raw the rows as they are
   * @param skipped which of them are none
   * @param parser reads the row that is the current one of {@code raw}
   */
  private record TextRows(RawRows raw, Predicate<RawRows> skipped, Supplier<Row> parser)
      implements ParsedRows {

    @Override
    public boolean next() {
      return raw.next();
    }

    @Override
    public Place place() {
      return raw.place();
    }

    @Override
    public boolean isSkipped() {
      return skipped.test(raw);
    }

    @Override
    public Row problem() {
      return parser.get();
    }

    @Override
    public String text() {
      return raw.shown();
    }

    @Override
    public void close() {
      raw.close();
    }
  }
}
