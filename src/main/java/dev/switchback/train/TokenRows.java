package dev.switchback.train;

import dev.switchback.token.TokenizedTrace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows a model is trained on: traces as tokens, one byte each, none longer than the context. A
 * longer trace becomes further rows, as in the study: nothing is cut off and nothing dropped. A row
 * begins with tokens that are only read: its first one, and those of a prompt that is not learned.
 */
public final class TokenRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[][] rows;
  private final int[] onlyRead;

  private TokenRows(byte[][] rows, int[] onlyRead) {
    this.rows = rows;
    this.onlyRead = onlyRead;
  }

  /**
   * Cuts traces into rows. A piece with nothing to predict, such as a last one of one token, is
   * left out.
   *
   * @param contextLength longest row
   * @param masksPrompts whether prompts are only read
   */
  public static TokenRows of(
      Iterable<TokenizedTrace> traces, int contextLength, boolean masksPrompts) {
    List<byte[]> rows = new ArrayList<>();
    List<Integer> onlyRead = new ArrayList<>();
    for (TokenizedTrace trace : traces) {
      byte[] tokens = trace.tokens();
      for (int start = 0; start < tokens.length; start += contextLength) {
        int end = Math.min(start + contextLength, tokens.length);
        int read = Math.max(1, masksPrompts ? trace.promptTokens() - start : 1);
        if (end - start > read) {
          rows.add(Arrays.copyOfRange(tokens, start, end));
          onlyRead.add(read);
        }
      }
    }
    return new TokenRows(
        rows.toArray(byte[][]::new), onlyRead.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The first rows alone. */
  public TokenRows first(int count) {
    int first = Math.min(count, rows.length);
    return new TokenRows(Arrays.copyOf(rows, first), Arrays.copyOf(onlyRead, first));
  }

  public int count() {
    return rows.length;
  }

  /** Tokens of a row. */
  public int length(int row) {
    return rows[row].length;
  }

  /** Tokens of a row that are predicted. */
  int predicted(int row) {
    return rows[row].length - onlyRead[row];
  }

  /** Tokens of all rows. */
  public long tokens() {
    return Arrays.stream(rows).mapToLong(row -> row.length).sum();
  }

  /** Copies a row's tokens; a token t that is only read becomes -1 - t, but for the first one. */
  void copy(int row, long[] target, int start) {
    byte[] tokens = rows[row];
    for (int i = 0; i < tokens.length; i++) {
      long token = Byte.toUnsignedLong(tokens[i]);
      target[start + i] = i > 0 && i < onlyRead[row] ? ~token : token;
    }
  }
}
