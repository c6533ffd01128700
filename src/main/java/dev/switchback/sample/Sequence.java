package dev.switchback.sample;

import dev.switchback.random.RandomStream;
import java.util.Arrays;

/** A completion in the making: what one slot of the batch holds. */
final class Sequence {
  private final Prompt prompt;
  private final int end;
  private final int[] generated;
  private final float[] logProbabilities;
  private final float[] drawnLogProbabilities;
  private int count;
  private boolean stopped;

  Sequence(Prompt prompt, int maxTokens, int end) {
    this.prompt = prompt;
    this.end = end;
    this.generated = new int[maxTokens];
    this.logProbabilities = new float[maxTokens];
    this.drawnLogProbabilities = new float[maxTokens];
  }

  Prompt prompt() {
    return prompt;
  }

  boolean finished() {
    return stopped || count == generated.length;
  }

  /** The last token known. */
  long lastToken() {
    return count > 0 ? generated[count - 1] : prompt.tokens()[prompt.tokens().length - 1];
  }

  /** Where it stands. */
  int lastPosition() {
    return prompt.tokens().length + count - 1;
  }

  /** The draw for the token that is so many steps ahead: f(seed, problem, sample, position). */
  double uniform(long seed, int ahead) {
    long bits =
        RandomStream.hash(seed, "token", prompt.drawKey(), prompt.sample(), (long) count + ahead);
    return (bits >>> 11) * 0x1.0p-53;
  }

  /**
   * Takes a drawn token, unless the row is finished.
   *
   * @param logProbability at temperature 1
   * @param drawnLogProbability with which it was drawn
   * @throws dev.switchback.artifact.InputException if a log-probability is no finite number
   */
  void append(long token, float logProbability, float drawnLogProbability) {
    if (finished()) {
      return;
    }
    generated[count] = (int) token;
    logProbabilities[count] = FiniteNumbers.require(logProbability);
    drawnLogProbabilities[count++] = FiniteNumbers.require(drawnLogProbability);
    stopped = token == end;
  }

  Completion completion() {
    return new Completion(
        prompt,
        Arrays.copyOf(generated, count),
        Arrays.copyOf(logProbabilities, count),
        Arrays.copyOf(drawnLogProbabilities, count),
        stopped ? Completion.Finish.STOP : Completion.Finish.LENGTH);
  }
}
