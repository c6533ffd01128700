package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a batch that are computed together, without the padding that none of them needs.
 *
 * @param from the first row
 * @param to the one after the last
 * @param width tokens of the longest row, two at least
 */
record PolicyRows(PolicyBatch batch, int from, int to, int width) {

  /**
   * Cuts a batch into groups of rows that follow each other.
   *
   * @param most tokens of a group, padding included, but at least one row; 0 for the whole batch
   */
  static List<PolicyRows> groups(PolicyBatch batch, int most) {
    List<PolicyRows> groups = new ArrayList<>();
    PolicyRows group = new PolicyRows(batch, 0, 0, 2);
    for (int row = 0; row < batch.rows(); row++) {
      int width = Math.max(group.width, batch.totalTokens()[row]);
      int rows = row + 1 - group.from;
      if (most > 0 && rows > 1 && (long) rows * width > most) {
        groups.add(group);
        group = new PolicyRows(batch, row, row + 1, Math.max(2, batch.totalTokens()[row]));
      } else {
        group = new PolicyRows(batch, group.from, row + 1, width);
      }
    }
    if (batch.rows() > 0) {
      groups.add(group);
    }
    return groups;
  }

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
