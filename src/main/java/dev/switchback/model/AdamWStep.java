package dev.switchback.model;

/**
 * The numbers of one AdamW step, PyTorch's {@code torch.optim.AdamW} (Loshchilov and Hutter, arXiv
 * 1711.05101).
 *
 * @param gradientClip largest norm of all gradients together
 * @param learningRate of this step
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param weightDecay decoupled from the gradient, times the learning rate
 * @param epsilon added to the root of the corrected second moment
 * @param padding the token whose prediction does not count
 * @param microBatchTokens tokens that are computed at once, padding included, but at least one row;
 *     0 for the whole batch
 */
public record AdamWStep(
    double gradientClip,
    double learningRate,
    double beta1,
    double beta2,
    double weightDecay,
    double epsilon,
    int padding,
    int microBatchTokens) {

  double[] numbers() {
    return new double[] {
      gradientClip, learningRate, beta1, beta2, weightDecay, epsilon, padding, microBatchTokens
    };
  }
}
