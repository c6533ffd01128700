package dev.switchback.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows a model is trained on: traces as tokens, one byte each, none longer than the context. A
 * longer trace becomes further rows, as in the study: nothing is cut off and nothing dropped.
 */
public final class TokenRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[][] rows;

  private TokenRows(byte[][] rows) {
    this.rows = rows;
  }

  /**
   * Cuts traces into rows. A last piece of one token, which has nothing to predict, is left out.
   *
   * @param traces tokens from START to END, one unsigned byte each
   * @param contextLength longest row
   */
  public static TokenRows of(Iterable<byte[]> traces, int contextLength) {
    List<byte[]> rows = new ArrayList<>();
    for (byte[] trace : traces) {
      for (int start = 0; start < trace.length - 1; start += contextLength) {
        int end = Math.min(start + contextLength, trace.length);
        if (end - start > 1) {
          rows.add(Arrays.copyOfRange(trace, start, end));
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
}
