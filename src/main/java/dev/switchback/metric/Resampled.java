package dev.switchback.metric;

import java.util.Arrays;

/**
 * A figure and what it becomes in each resample.
 *
 * @param value of the figure
 * @param resamples its values in the resamples; after the last may follow the value itself
 * @param problems how many it rests on
 */
record Resampled(double value, double[] resamples, int problems) {
  /** The figure with its interval; where nothing varies, with the exact bounds of its scale. */
  Estimate estimate(Figure.Scale scale, Bootstrap bootstrap) {
    double[] drawn = Arrays.copyOf(resamples, bootstrap.draws());
    boolean varies = Arrays.stream(drawn).anyMatch(resample -> resample != value);
    if (!varies && scale == Figure.Scale.DIFFERENCE && value == 0) {
      double bound = bootstrap.bound(problems);
      return new Estimate(0, -bound, bound, problems);
    }
    Estimate estimate = Interval.accelerated(value, drawn, bootstrap.confidence(), problems);
    return scale == Figure.Scale.SHARE ? bootstrap.bounded(estimate) : estimate;
  }
}
