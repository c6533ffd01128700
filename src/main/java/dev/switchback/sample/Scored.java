package dev.switchback.sample;

/**
 * How probable a given completion is.
 *
 * @param text what was given
 * @param logProbabilities of each token of the completion, after the prompt and the tokens before
 *     it, in nats, at temperature 1
 */
public record Scored(GivenText text, float[] logProbabilities) {

  /** The sum over the completion's tokens, in nats, at temperature 1; 0 if there are none. */
  public double logProbability() {
    double sum = 0;
    for (float logProbability : logProbabilities) {
      sum += logProbability;
    }
    return sum;
  }
}
