package dev.switchback.sample;

import dev.switchback.artifact.InputException;

/** What a model gives has to be numbers: a draw or a sum of anything else means nothing. */
final class FiniteNumbers {
  private FiniteNumbers() {}

  /**
   * Checks the log-probability of a token.
   *
   * @throws InputException if it is infinite or no number
   */
  static float require(float logProbability) {
    if (!Float.isFinite(logProbability)) {
      throw new InputException(
          "Cannot use the model: it gives a token the log-probability "
              + logProbability
              + ", expected a finite number; its weights are too large or damaged: compute in"
              + " float32, take an earlier checkpoint, or train it anew");
    }
    return logProbability;
  }
}
