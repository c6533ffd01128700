package dev.switchback.train;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * What a round of steps saw.
 *
 * @param step steps taken in all, after the round
 * @param tokens tokens predicted in all
 * @param loss mean over the round's tokens, in nats
 * @param gradientNorm mean over its steps, before clipping
 * @param learningRate of its last step
 * @param tokensPerSecond predicted tokens for each second of its steps
 * @param seconds its steps took
 * @param validationLoss after the round, where it was measured
 */
public record RoundReport(
    long step,
    long tokens,
    double loss,
    double gradientNorm,
    double learningRate,
    double tokensPerSecond,
    double seconds,
    Double validationLoss)
    implements Serializable {

  /** The loss on validation rows, where it was measured. */
  public OptionalDouble measuredValidationLoss() {
    return validationLoss == null ? OptionalDouble.empty() : OptionalDouble.of(validationLoss);
  }
}
