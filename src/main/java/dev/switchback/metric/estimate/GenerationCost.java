package dev.switchback.metric.estimate;

import java.util.Locale;

/**
 * What it costs to generate tokens with a transformer, by the paper's formula.
 *
 * <p>For a generation of L tokens: {@code layers x [(2 h^2 + 2 h kv + 3 h ffn) L + h L (L+1) / 2]},
 * where h is the hidden size, kv the width of the keys (key-value heads x head size) and ffn the
 * width of the feed-forward layer. As in the paper a multiply-add counts once, attention is counted
 * half, a key-value cache is assumed, and embeddings, output head and the reading of the prompt are
 * left out. {@link DecodingCost} counts what it leaves out.
 *
 * @param layers number of transformer layers
 * @param hiddenSize h
 * @param keyValueSize kv
 * @param feedForwardSize ffn
 */
public record GenerationCost(int layers, int hiddenSize, int keyValueSize, int feedForwardSize)
    implements Price {
  /** Checks that every size is positive. */
  public GenerationCost {
    if (layers < 1 || hiddenSize < 1 || keyValueSize < 1 || feedForwardSize < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot cost a generation: layers %d, hidden size %d, key-value size %d, feed-forward"
                  + " size %d, expected positive sizes",
              layers,
              hiddenSize,
              keyValueSize,
              feedForwardSize));
    }
  }

  /** Returns the floating-point operations of one generation of {@code tokens} tokens. */
  public double flops(double tokens) {
    double hidden = hiddenSize;
    double perToken =
        2 * hidden * hidden + 2 * hidden * keyValueSize + 3 * hidden * feedForwardSize;
    return layers * (perToken * tokens + hidden * tokens * (tokens + 1) / 2);
  }

  @Override
  public double ofPrompt(int promptTokens) {
    return 0;
  }

  @Override
  public double ofCompletion(int promptTokens, double tokens) {
    return flops(tokens);
  }
}
