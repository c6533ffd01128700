package dev.switchback.model;

import java.io.Serializable;

/**
 * How a policy learns from completions that were judged (GRPO, Shao et al., arXiv 2402.03300).
 *
 * <p>For a token with the advantage A, whose log-probability is l now and was drawn at l', and is r
 * under the reference, the loss is the sum of
 *
 * <ul>
 *   <li>{@code -A exp(l - l')}, with bounds, where completions are of an older policy, or {@code -A
 *       u} with the gradient of {@code -A u l} where they are of this one,
 *   <li>{@link #klWeight} times {@code exp(r - l) - (r - l) - 1} or {@code (r - l)^2 / 2},
 *   <li>{@link #entropyWeight} times the negative entropy.
 * </ul>
 *
 * <p>Differences of log-probabilities are cut at -20 and 20, so that all is finite.
 *
 * @param temperature at which completions were drawn: all probabilities are those at it
 * @param clipLow how far below 1 a ratio may be that still lowers a token's chance
 * @param clipHigh how far above 1 a ratio may be that still raises a token's chance
 * @param dualClip the ratio above which a token of a bad completion teaches nothing, 0 for none
 * @param klWeight of the distance to the reference, 0 for none
 * @param klGradient which estimator of that distance is learned by
 * @param entropyWeight of the entropy, 0 for none
 * @param importanceCap the highest weight {@code u = exp(l - l')} of a token whose ratio is 1 by
 *     definition, 0 for weights of 1
 */
public record PolicyObjective(
    double temperature,
    double clipLow,
    double clipHigh,
    double dualClip,
    double klWeight,
    KlGradient klGradient,
    double entropyWeight,
    double importanceCap)
    implements Serializable {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PolicyObjective {
    require("temperature", temperature, temperature > 0, "a number above 0");
    require("clipLow", clipLow, clipLow >= 0 && clipLow <= 1, "a number of 0 to 1");
    require("clipHigh", clipHigh, clipHigh >= 0, "a number of at least 0");
    require("dualClip", dualClip, dualClip == 0 || dualClip > 1, "a number above 1, or 0");
    require("klWeight", klWeight, klWeight >= 0, "a number of at least 0");
    require("entropyWeight", entropyWeight, entropyWeight >= 0, "a number of at least 0");
    require("importanceCap", importanceCap, importanceCap >= 0, "a number of at least 0");
  }

  private static void require(String name, double value, boolean fits, String expected) {
    if (!fits || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Cannot learn with " + name + " " + value + ", expected " + expected);
    }
  }

  /** As {@code policy.py} reads them. */
  double[] terms(boolean offPolicy) {
    return new double[] {
      temperature,
      offPolicy ? 1 : 0,
      1 - clipLow,
      1 + clipHigh,
      dualClip == 0 ? Double.POSITIVE_INFINITY : dualClip,
      importanceCap,
      klWeight,
      klGradient == KlGradient.K3 ? 3 : 2,
      entropyWeight
    };
  }

  /** Estimators of the KL divergence from one token (John Schulman, "Approximating KL", 2020). */
  public enum KlGradient {
    /** {@code (r - l)^2 / 2}: its mean gradient is that of the divergence to the reference. */
    K2,
    /**
     * {@code exp(r - l) - (r - l) - 1}: its mean is the divergence to the reference, its mean
     * gradient that of the divergence from it.
     */
    K3
  }
}
