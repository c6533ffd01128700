package dev.switchback.sample;

import java.util.stream.IntStream;

/**
 * What a model wrote after a prompt.
 *
 * @param prompt that it follows
 * @param tokens generated, END included where it was reached
 * @param logProbability sum over the tokens, in nats, at temperature 1
 * @param finish why it ended
 */
public record Completion(Prompt prompt, int[] tokens, double logProbability, Finish finish) {

  /** The tokens of the prompt and those generated. */
  public int[] withPrompt() {
    return IntStream.concat(IntStream.of(prompt.tokens()), IntStream.of(tokens)).toArray();
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
