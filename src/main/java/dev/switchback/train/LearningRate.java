package dev.switchback.train;

import dev.switchback.experiment.TrainingSettings;

/**
 * The learning rate of each step: rising in a straight line, staying, then falling along half a
 * cosine (Loshchilov and Hutter, arXiv 1608.03983, without restarts; with steps in which it stays,
 * the warmup-stable-decay schedule of Hu and others, arXiv 2404.06395).
 *
 * @param highest rate, reached after the warm-up
 * @param finalShare rate at the last step as a share of it
 * @param fallShare share of the steps in which it falls; it begins after the warm-up at the
 *     earliest
 * @param warmupSteps in which it rises
 * @param steps of the training
 */
public record LearningRate(
    double highest, double finalShare, double fallShare, int warmupSteps, long steps) {

  /** Of a training on traces. */
  public LearningRate(TrainingSettings settings) {
    this(
        settings.learningRate(),
        settings.finalLearningRateShare(),
        settings.learningRateFallShare(),
        settings.warmupSteps(),
        settings.steps());
  }

  /** The rate of a step, counted from 0. */
  public double at(long step) {
    if (step < warmupSteps) {
      return highest * (step + 1) / warmupSteps;
    }
    long fall = Math.max(warmupSteps, steps - Math.round(fallShare * steps));
    double done = Math.max(0, step - fall) / (double) Math.max(1, steps - fall);
    return highest * (finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
