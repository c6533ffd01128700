package dev.switchback.sample;

import dev.switchback.artifact.InputException;
import dev.switchback.token.Tokenizer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A completion that is there already, whoever wrote it.
 *
 * @param prompt the tokens that are given to a model, START first; one at least
 * @param completion the tokens whose probability is asked for, END included where it was written;
 *     may be empty
 */
public record GivenText(int[] prompt, int[] completion) {

  /** What a model wrote. */
  public static GivenText of(Completion completion) {
    return new GivenText(completion.prompt().tokens(), completion.tokens());
  }

  /**
   * Turns texts into tokens: START and the prompt, then what the completion adds to it.
   *
   * @param ended whether END follows the completion
   * @throws InputException if the prompt ends within a token of the whole text
   */
  public static GivenText of(Tokenizer tokenizer, String prompt, String completion, boolean ended) {
    int[] begun = tokenizer.startedWith(prompt);
    int[] whole = tokenizer.startedWith(prompt + completion);
    int common = Arrays.mismatch(begun, whole);
    if (common >= 0 && common < begun.length) {
      throw new InputException(
          "Cannot score the completion \""
              + shown(completion)
              + "\": its first word begins in the prompt, expected whole words in each; move the"
              + " word to one of them");
    }
    int[] added = Arrays.copyOfRange(whole, begun.length, whole.length + (ended ? 1 : 0));
    if (ended) {
      added[added.length - 1] = tokenizer.end();
    }
    return new GivenText(begun, added);
  }

  /** Tokens of both. */
  public int length() {
    return prompt.length + completion.length;
  }

  /** The tokens of the prompt and those of the completion. */
  public int[] tokens() {
    return IntStream.concat(IntStream.of(prompt), IntStream.of(completion)).toArray();
  }

  /**
   * Checks that a model can read the text.
   *
   * @param contextLength of the model, which holds prompt and completion
   * @throws InputException if the prompt is empty, or the text is longer than the context
   */
  public void requireWithin(int contextLength) {
    if (prompt.length == 0) {
      throw new InputException(
          "Cannot score a completion after a prompt of 0 tokens, expected one at least; begin it"
              + " with START");
    }
    if (length() > contextLength) {
      throw new InputException(
          "Cannot score a text of "
              + length()
              + " tokens, expected at most the model's context-length = "
              + contextLength
              + "; filter such texts out");
    }
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "..";
  }

  /**
   * How probable a given completion is.
   *
   * @param text what was given
   * @param logProbabilities of each token of the completion, after the prompt and the tokens before
   *     it, in nats, at temperature 1
   */
  public record Scored(GivenText text, float[] logProbabilities) {

    /**
     * Checks the numbers.
     *
     * @throws InputException if one is infinite or none
     */
    public Scored {
      for (float logProbability : logProbabilities) {
        FiniteNumbers.require(logProbability);
      }
    }

    /** The sum over the completion's tokens, in nats, at temperature 1; 0 if there are none. */
    public double logProbability() {
      double sum = 0;
      for (float logProbability : logProbabilities) {
        sum += logProbability;
      }
      return sum;
    }
  }
}
