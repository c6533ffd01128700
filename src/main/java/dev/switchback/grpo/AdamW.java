package dev.switchback.grpo;

import dev.switchback.experiment.GrpoSettings;
import dev.switchback.model.Weights;
import dev.switchback.train.TrainingState;

/**
 * AdamW on the driver, which has no native engine on clusters: PyTorch's {@code torch.optim.AdamW}
 * (Loshchilov and Hutter, arXiv 1711.05101) after clipping by the global norm, in double precision,
 * with weights and moments stored in single.
 */
final class AdamW {
  /** Keeps a gradient of zeros from dividing by zero, as PyTorch's clip_grad_norm_ does. */
  private static final double NORM_EPSILON = 1e-6;

  private final GrpoSettings settings;

  AdamW(GrpoSettings settings) {
    this.settings = settings;
  }

  /** The norm of what lies between two sets of values. */
  static double distance(Weights one, Weights other) {
    double squares = 0;
    for (int i = 0; i < one.count(); i++) {
      float[] from = one.values(i);
      float[] to = other.values(i);
      for (int j = 0; j < from.length; j++) {
        squares += ((double) to[j] - from[j]) * ((double) to[j] - from[j]);
      }
    }
    return Math.sqrt(squares);
  }

  /** The norm of all values together. */
  static double norm(Weights weights) {
    double squares = 0;
    for (int i = 0; i < weights.count(); i++) {
      for (float value : weights.values(i)) {
        squares += (double) value * value;
      }
    }
    return Math.sqrt(squares);
  }

  /**
   * Moves weights against a gradient.
   *
   * @param norm of the gradient
   * @param rate learning rate
   * @param update how many updates there were, this one included
   * @return weights and moments of their own; step and tokens as they were
   */
  TrainingState update(
      TrainingState state, Weights gradient, double norm, double rate, long update) {
    double scale = Math.min(1, settings.gradientClip() / (norm + NORM_EPSILON));
    double beta1 = settings.adamBeta1();
    double beta2 = settings.adamBeta2();
    double first = 1 - Math.pow(beta1, update);
    double rootOfSecond = Math.sqrt(1 - Math.pow(beta2, update));
    Weights weights = state.weights().copy();
    Weights momenta = state.firstMoments().copy();
    Weights squares = state.secondMoments().copy();
    for (int i = 0; i < weights.count(); i++) {
      float[] w = weights.values(i);
      float[] m = momenta.values(i);
      float[] v = squares.values(i);
      float[] g = gradient.values(i);
      for (int j = 0; j < w.length; j++) {
        double clipped = g[j] * scale;
        double moment = beta1 * m[j] + (1 - beta1) * clipped;
        double square = beta2 * v[j] + (1 - beta2) * clipped * clipped;
        double divisor = Math.sqrt(square) / rootOfSecond + settings.adamEpsilon();
        double kept = w[j] * (1 - rate * settings.weightDecay());
        w[j] = (float) (kept - rate / first * moment / divisor);
        m[j] = (float) moment;
        v[j] = (float) square;
      }
    }
    return new TrainingState(weights, momenta, squares, null, state.step(), state.tokens());
  }
}
