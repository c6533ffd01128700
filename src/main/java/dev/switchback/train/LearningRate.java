package dev.switchback.train;

import dev.switchback.experiment.TrainingSettings;

/**
 * The learning rate of each step: rising in a straight line, then falling along half a cosine
 * (Loshchilov and Hutter, arXiv 1608.03983, without restarts).
 */
public final class LearningRate {
  private final TrainingSettings settings;

  public LearningRate(TrainingSettings settings) {
    this.settings = settings;
  }

  /** The rate of a step, counted from 0. */
  public double at(long step) {
    int warmup = settings.warmupSteps();
    if (step < warmup) {
      return settings.learningRate() * (step + 1) / warmup;
    }
    double done = (double) (step - warmup) / Math.max(1, settings.steps() - warmup);
    double floor = settings.finalLearningRateShare();
    return settings.learningRate() * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
