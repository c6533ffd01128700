package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Completions that a policy learns from, as rows of a padded batch.
 *
 * @param rows how many
 * @param length tokens of a row, padding included: T + 1
 * @param tokens row-major, padded on the right with any token of the vocabulary
 * @param promptTokens of each row, one at least
 * @param totalTokens of each row: prompt and completion
 * @param advantages of each row
 * @param tokenWeights of each row: what each token of its completion counts in the objective; a row
 *     of 0 teaches nothing, but is in all other sums
 * @param drawnLogProbabilities rows x T, at the objective's temperature: that of token t + 1 at t;
 *     only those of completions are read
 * @param offPolicy whether the completions are of an older policy: then ratios are computed and
 *     bounded; else they are 1 by definition
 */
public record PolicyBatch(
    int rows,
    int length,
    long[] tokens,
    int[] promptTokens,
    int[] totalTokens,
    float[] advantages,
    float[] tokenWeights,
    float[] drawnLogProbabilities,
    boolean offPolicy) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  public PolicyBatch {
    if (length < 2) {
      throw new IllegalArgumentException(
          "Cannot learn from rows of " + length + " tokens, expected two at least");
    }
    require("tokens", tokens.length, (long) rows * length);
    require("promptTokens", promptTokens.length, rows);
    require("totalTokens", totalTokens.length, rows);
    require("advantages", advantages.length, rows);
    require("tokenWeights", tokenWeights.length, rows);
    require("drawnLogProbabilities", drawnLogProbabilities.length, rows * (length - 1L));
    for (int row = 0; row < rows; row++) {
      if (promptTokens[row] < 1
          || totalTokens[row] < promptTokens[row]
          || totalTokens[row] > length) {
        throw new IllegalArgumentException(
            "Cannot learn from row "
                + row
                + ": "
                + totalTokens[row]
                + " tokens of which "
                + promptTokens[row]
                + " are the prompt, expected a prompt and at most "
                + length
                + " tokens");
      }
    }
  }

  private static void require(String what, int found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "Cannot learn from a batch with " + found + " " + what + ", expected " + expected);
    }
  }

  /**
   * Cuts the batch into groups of rows that follow each other.
   *
   * @param most tokens of a group, padding included, but at least one row; 0 for the whole batch
   */
  List<Group> groups(int most) {
    List<Group> groups = new ArrayList<>();
    int from = 0;
    int longest = 2;
    for (int row = 0; row < rows; row++) {
      int width = Math.max(longest, totalTokens[row]);
      if (most > 0 && row > from && (row + 1L - from) * width > most) {
        groups.add(new Group(this, from, row, longest));
        from = row;
        width = Math.max(2, totalTokens[row]);
      }
      longest = width;
    }
    if (rows > 0) {
      groups.add(new Group(this, from, rows, longest));
    }
    return groups;
  }

  /**
   * Rows of a batch that are computed together, without the padding that none of them needs.
   *
   * @param from the first row
   * @param to the one after the last
   * @param width tokens of the longest row, two at least
   */
  record Group(PolicyBatch batch, int from, int to, int width) {

    private int rows() {
      return to - from;
    }

    /** Whether any row counts in the objective. */
    boolean learned() {
      for (int row = from; row < to; row++) {
        if (batch.tokenWeights()[row] != 0) {
          return true;
        }
      }
      return false;
    }

    /** Int64 [B,T+1]. */
    NDArray tokens(NDManager manager) {
      long[] tokens = new long[rows() * width];
      for (int row = from; row < to; row++) {
        System.arraycopy(batch.tokens(), row * batch.length(), tokens, (row - from) * width, width);
      }
      return manager.create(tokens, new Shape(rows(), width));
    }

    /** Int64 [B,2]: tokens of the prompt, tokens of all. */
    NDArray spans(NDManager manager) {
      long[] spans = new long[2 * rows()];
      for (int row = from; row < to; row++) {
        spans[2 * (row - from)] = batch.promptTokens()[row];
        spans[2 * (row - from) + 1] = batch.totalTokens()[row];
      }
      return manager.create(spans, new Shape(rows(), 2));
    }

    /** Float32 [B,2]: advantages, weights of a token. */
    NDArray values(NDManager manager) {
      float[] values = new float[2 * rows()];
      for (int row = from; row < to; row++) {
        values[2 * (row - from)] = batch.advantages()[row];
        values[2 * (row - from) + 1] = batch.tokenWeights()[row];
      }
      return manager.create(values, new Shape(rows(), 2));
    }

    /** Float32 [B,T]. */
    NDArray drawn(NDManager manager) {
      float[] drawn = new float[rows() * (width - 1)];
      int length = batch.length() - 1;
      for (int row = from; row < to; row++) {
        System.arraycopy(
            batch.drawnLogProbabilities(),
            row * length,
            drawn,
            (row - from) * (width - 1),
            width - 1);
      }
      return manager.create(drawn, new Shape(rows(), width - 1L));
    }
  }
}
