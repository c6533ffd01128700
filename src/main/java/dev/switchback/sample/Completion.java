package dev.switchback.sample;

import java.util.stream.IntStream;

/**
 * What a model wrote after a prompt.
 *
 * @param prompt that it follows
 * @param tokens generated, END included where it was reached
 * @param logProbabilities of each token, in nats, at temperature 1
 * @param drawnLogProbabilities with which each token was drawn, in nats: at the temperature of the
 *     draw, among the tokens that top-k and top-p keep; at temperature 1 where the likeliest token
 *     is taken
 * @param finish why it ended
 */
public record Completion(
    Prompt prompt,
    int[] tokens,
    float[] logProbabilities,
    float[] drawnLogProbabilities,
    Finish finish) {

  /** The tokens of the prompt and those generated. */
  public int[] withPrompt() {
    return IntStream.concat(IntStream.of(prompt.tokens()), IntStream.of(tokens)).toArray();
  }

  /** The sum over the tokens, in nats, at temperature 1. */
  public double logProbability() {
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum;
  }

  /** Why a completion ended. */
  public enum Finish {
    /** The model wrote END. */
    STOP("stop"),
    /** The limit was reached. */
    LENGTH("length");

    private final String key;

    Finish(String key) {
      this.key = key;
    }

    /** As written in tables. */
    public String key() {
      return key;
    }
  }
}
