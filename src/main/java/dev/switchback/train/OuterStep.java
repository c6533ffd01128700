package dev.switchback.train;

import dev.switchback.experiment.WorkerSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.Weights;

/**
 * What a round makes of the workers' mean: the outer optimizer of DiLoCo (Douillard et al., arXiv
 * 2311.08105, algorithm 1), SGD with Nesterov momentum on the difference that a round made, as
 * PyTorch's {@code torch.optim.SGD(nesterov=True)} computes it.
 *
 * <p>Deviations from the paper:
 *
 * <ol>
 *   <li>The optimizer's moments are averaged over the workers like the weights; the paper's workers
 *       keep their own, which ties a worker to a machine.
 *   <li>A learning rate of 1 without momentum, the default, is the mean itself, bit for bit.
 * </ol>
 */
public final class OuterStep {
  private final double learningRate;
  private final double momentum;

  public OuterStep(WorkerSettings settings) {
    this.learningRate = settings.outerLearningRate();
    this.momentum = settings.outerMomentum();
  }

  /**
   * The state after a round.
   *
   * @param before the state that the round began with
   * @param mean the workers' mean after it, with the counts of steps and tokens that hold then
   */
  public TrainingState apply(TrainingState before, TrainingState mean) {
    if (learningRate == 1 && momentum == 0) {
      return mean;
    }
    Architecture architecture = before.weights().architecture();
    Weights weights = Weights.zeros(architecture);
    Weights velocity = before.velocity().map(Weights::copy).orElse(Weights.zeros(architecture));
    for (int i = 0; i < weights.count(); i++) {
      float[] old = before.weights().values(i);
      float[] target = mean.weights().values(i);
      float[] speed = velocity.values(i);
      for (int j = 0; j < old.length; j++) {
        double gradient = (double) old[j] - target[j];
        double moved = momentum * speed[j] + gradient;
        speed[j] = (float) moved;
        weights.values(i)[j] = (float) (old[j] - learningRate * (gradient + momentum * moved));
      }
    }
    return new TrainingState(
        weights,
        mean.firstMoments(),
        mean.secondMoments(),
        momentum == 0 ? null : velocity,
        mean.step(),
        mean.tokens());
  }
}
