package dev.switchback.model;

/**
 * What one optimizer step saw.
 *
 * @param loss mean cross-entropy in nats, before the step
 * @param gradientNorm over all weights, before clipping
 */
public record StepResult(float loss, float gradientNorm) {

  /** Whether the step was taken: both numbers are finite. */
  public boolean taken() {
    return Float.isFinite(loss) && Float.isFinite(gradientNorm);
  }
}
