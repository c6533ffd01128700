package dev.switchback.model;

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
            "Cannot learn from row %d: %d tokens of which %d are the prompt, expected a prompt and at most %d tokens"
                .formatted(row, totalTokens[row], promptTokens[row], length));
      }
    }
  }

  private static void require(String what, int found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "Cannot learn from a batch with %d %s, expected %d".formatted(found, what, expected));
    }
  }
}
