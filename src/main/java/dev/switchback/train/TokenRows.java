package dev.switchback.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows a model is trained on: traces as tokens, one byte each, none longer than the context. A
 * longer trace becomes further rows, as in the study: nothing is cut off and nothing dropped.
 */
public final class TokenRows {
  private static final int LARGEST_VOCABULARY = 256;

  private final byte[][] rows;

  private TokenRows(byte[][] rows) {
    this.rows = rows;
  }

  /**
   * Cuts traces into rows. A last piece of one token, which has nothing to predict, is left out.
   *
   * @param traces tokens from START to END
   * @param contextLength longest row
   */
  public static TokenRows of(Iterable<int[]> traces, int contextLength) {
    List<byte[]> rows = new ArrayList<>();
    for (int[] trace : traces) {
      for (int start = 0; start < trace.length - 1; start += contextLength) {
        int end = Math.min(start + contextLength, trace.length);
        if (end - start > 1) {
          rows.add(bytes(trace, start, end));
        }
      }
    }
    return new TokenRows(rows.toArray(byte[][]::new));
  }

  /** The first rows alone. */
  public TokenRows first(int count) {
    return new TokenRows(Arrays.copyOf(rows, Math.min(count, rows.length)));
  }

  public int count() {
    return rows.length;
  }

  /** Tokens of a row. */
  public int length(int row) {
    return rows[row].length;
  }

  /** Tokens of all rows. */
  public long tokens() {
    return Arrays.stream(rows).mapToLong(row -> row.length).sum();
  }

  /** Copies a row's tokens. */
  void copy(int row, long[] target, int start) {
    byte[] tokens = rows[row];
    for (int i = 0; i < tokens.length; i++) {
      target[start + i] = Byte.toUnsignedLong(tokens[i]);
    }
  }

  private static byte[] bytes(int[] trace, int start, int end) {
    byte[] row = new byte[end - start];
    for (int i = start; i < end; i++) {
      if (trace[i] < 0 || trace[i] >= LARGEST_VOCABULARY) {
        throw new IllegalArgumentException(
            "Cannot keep a token in a byte: " + trace[i] + ", expected 0 to 255");
      }
      row[i - start] = (byte) trace[i];
    }
    return row;
  }
}
