package dev.switchback.train;

/** A loss or a gradient that is no longer a number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DivergedException(long step, float loss, float gradientNorm, double learningRate) {
    super(
        "Cannot go on training: at step "
            + step
            + " the loss is "
            + loss
            + " and the gradient's norm "
            + gradientNorm
            + ", expected finite numbers; lower training.learning-rate (it was "
            + learningRate
            + " in this step), raise training.warmup-steps, or compute in float32");
  }

  /** Of a training by rewards. */
  public static DivergedException ofRewards(
      long step, double objective, double gradientNorm, double learningRate) {
    return new DivergedException(
        "Cannot go on training by rewards: at step "
            + step
            + " the objective is "
            + objective
            + " and the gradient's norm "
            + gradientNorm
            + ", expected finite numbers; lower grpo.learning-rate (it was "
            + learningRate
            + " in this step)",
        null);
  }

  private DivergedException(String message, DivergedException cause) {
    super(message, cause);
  }

  /** The same, with what is left of the training. */
  public DivergedException keeping(String kept) {
    return new DivergedException(getMessage() + ". " + kept, this);
  }
}
