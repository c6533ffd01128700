package dev.switchback.metric.estimate;

import java.util.Locale;

/**
 * The floating-point operations of the matrix products of a transformer that reads a prompt and
 * writes a completion with a key-value cache; a multiply-add counts twice.
 *
 * <p>A token at position t (the first is 1) costs {@code 2 x (2 h^2 + 2 h kv + 3 h ffn)} in the
 * linear layers of each layer and {@code 4 h t} in its attention: {@code 2 h t} for the scores and
 * as much for the weighted values. Each generated token costs {@code 2 h v} more in the output
 * head. The prompt is read once for all completions of a problem, all but its last token, which the
 * first generated token is computed from. Norms, rotations, activations and the softmax are left
 * out: they are well below one in a hundred.
 *
 * <p>Training costs three times the forward pass, the backward pass being two more products for
 * each of its own (Kaplan et al. 2020, arXiv 2001.08361, section 2.1; Chowdhery et al. 2022, arXiv
 * 2204.02311, appendix B): six for each weight of a linear map and token, twelve for each value of
 * a head and position looked at.
 *
 * @param layers number of transformer layers
 * @param hiddenSize h
 * @param keyValueSize kv, key-value heads x head size
 * @param feedForwardSize ffn
 * @param vocabulary v
 */
public record DecodingCost(
    int layers, int hiddenSize, int keyValueSize, int feedForwardSize, int vocabulary)
    implements Price {
  /** Checks that every size is positive. */
  public DecodingCost {
    if (Math.min(
            Math.min(layers, hiddenSize),
            Math.min(keyValueSize, Math.min(feedForwardSize, vocabulary)))
        < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot cost a decoding: layers %d, hidden size %d, key-value size %d, feed-forward"
                  + " size %d, vocabulary %d, expected positive sizes",
              layers,
              hiddenSize,
              keyValueSize,
              feedForwardSize,
              vocabulary));
    }
  }

  @Override
  public double ofPrompt(int promptTokens) {
    return positions(0, Math.max(0, promptTokens - 1));
  }

  @Override
  public double ofCompletion(int promptTokens, double tokens) {
    double head = 2.0 * hiddenSize * vocabulary * tokens;
    return positions(Math.max(0, promptTokens - 1), tokens) + head;
  }

  /**
   * The operations of training on rows, forward and backward. Optimizer steps are left out: they
   * cost a few operations for each weight, whatever the tokens.
   *
   * @param positions of all rows together, at each of which a token is predicted or only read
   * @param lookedAt the positions that they look at: n (n + 1) / 2 of a row with n
   */
  public double ofTraining(double positions, double lookedAt) {
    double head = 2.0 * hiddenSize * vocabulary * positions;
    return 3 * (layers(positions, lookedAt) + head);
  }

  /** The layers' operations for so many tokens after those before. */
  private double positions(double before, double tokens) {
    return layers(tokens, tokens * before + tokens * (tokens + 1) / 2);
  }

  private double layers(double tokens, double lookedAt) {
    double hidden = hiddenSize;
    double linear =
        2 * (2 * hidden * hidden + 2 * hidden * keyValueSize + 3 * hidden * feedForwardSize);
    return layers * (linear * tokens + 4 * hidden * lookedAt);
  }
}
