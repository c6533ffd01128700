package dev.switchback.train;

import dev.switchback.experiment.TrainingSettings;

/**
 * The learning rate of each step: rising in a straight line, then falling along half a cosine
 * (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
 *
 * @param highest rate, reached after the warm-up
 * @param finalShare rate at the last step as a share of it
 * @param warmupSteps in which it rises
 * @param steps of the training
 */
public record LearningRate(double highest, double finalShare, int warmupSteps, long steps) {

  /** Of a training on traces. */
  public LearningRate(TrainingSettings settings) {
    this(
        settings.learningRate(),
        settings.finalLearningRateShare(),
        settings.warmupSteps(),
        settings.steps());
  }

  /** The rate of a step, counted from 0. */
  public double at(long step) {
    if (step < warmupSteps) {
      return highest * (step + 1) / warmupSteps;
    }
    double done = (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps);
    return highest * (finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
