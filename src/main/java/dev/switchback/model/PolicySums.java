package dev.switchback.model;

import java.io.Serializable;

/**
 * What a policy's completions summed up to, over all their tokens.
 *
 * @param tokens how many
 * @param objective the loss: each token's terms times its weight
 * @param kl the divergence from the policy to the reference, exact: over the whole vocabulary at
 *     each token; NaN without a reference
 * @param k3 the same, estimated from the tokens drawn; NaN without a reference
 * @param entropy of what each token was drawn from, in nats
 * @param clippedLow tokens of bad completions that teach nothing, as their chance is lower by more
 *     than is allowed; 0 where ratios are 1 by definition, as the next two
 * @param clippedHigh the same for good completions, and a higher chance
 * @param clippedDual tokens of bad completions that teach nothing, as their chance is much higher
 * @param mismatch the difference between the log-probability and that of the draw, without its sign
 * @param largestMismatch the largest of these; not a sum
 */
public record PolicySums(
    long tokens,
    double objective,
    double kl,
    double k3,
    double entropy,
    long clippedLow,
    long clippedHigh,
    long clippedDual,
    double mismatch,
    double largestMismatch)
    implements Serializable {

  /** Of no tokens. */
  public static final PolicySums NONE = new PolicySums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * @param totals as {@code policy.py} adds them up
   */
  static PolicySums of(double[] totals, boolean withReference) {
    return new PolicySums(
        (long) totals[0],
        totals[1],
        withReference ? totals[2] : Double.NaN,
        withReference ? totals[3] : Double.NaN,
        totals[4],
        (long) totals[5],
        (long) totals[6],
        (long) totals[7],
        totals[8],
        totals[9]);
  }

  /** Of these tokens and of others. */
  public PolicySums plus(PolicySums other) {
    return new PolicySums(
        tokens + other.tokens,
        objective + other.objective,
        kl + other.kl,
        k3 + other.k3,
        entropy + other.entropy,
        clippedLow + other.clippedLow,
        clippedHigh + other.clippedHigh,
        clippedDual + other.clippedDual,
        mismatch + other.mismatch,
        Math.max(largestMismatch, other.largestMismatch));
  }
}
