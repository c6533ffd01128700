package dev.switchback.metric.statistics;

import dev.switchback.metric.Estimate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How far a figure varies between trainings of the same model, and what that does to its interval.
 *
 * <p>Problems and trainings are two levels of draws. Problems are resampled; trainings, of which
 * there are a few, are not: two of them have three resamples, whose spread is half of what it
 * should be. Their part is Student's t for the mean of so many trainings, and both parts make one
 * interval as those of two independent estimates do (MOVER: Zou and Donner 2008, Statistics in
 * Medicine 27, 1693): each end lies the root of the summed squares of both distances from the
 * figure. Completions and problems that a training happens to be measured on vary within both
 * parts, so that the interval is on the wide side where trainings hardly differ; coverage by
 * simulation is in docs/statistics.md.
 *
 * @param values the figure for each training of the first player, and within it for each of the
 *     second; a single row or column for figures of one player or where a player has one training
 */
public record TrainingSpread(double[][] values) {

  /** The figure of each training of the first player. */
  public double[] ofFirst() {
    return Arrays.stream(values).mapToDouble(TrainingSpread::mean).toArray();
  }

  /** The figure of each training of the second player. */
  public double[] ofSecond() {
    return IntStream.range(0, values[0].length)
        .mapToDouble(i -> mean(Arrays.stream(values).mapToDouble(row -> row[i]).toArray()))
        .toArray();
  }

  /** Whether there is more than one training of a player. */
  public boolean isMeasured() {
    return values.length > 1 || values[0].length > 1;
  }

  /** The standard error that a figure has by the number of its trainings; 0 for one training. */
  public double error() {
    return Math.hypot(error(ofFirst()), error(ofSecond()));
  }

  /**
   * The interval for other problems and other trainings.
   *
   * @param problems the interval for other problems
   */
  public Estimate widen(Estimate problems, double confidence) {
    double trainings =
        Math.hypot(distance(ofFirst(), confidence), distance(ofSecond(), confidence));
    double value = problems.value();
    return new Estimate(
        value,
        value - Math.hypot(value - problems.low(), trainings),
        value + Math.hypot(problems.high() - value, trainings),
        problems.problems());
  }

  /** Half of Student's interval for the mean of trainings. */
  private static double distance(double[] values, double confidence) {
    return values.length == 1
        ? 0
        : error(values)
            * new TDistribution(null, values.length - 1.0)
                .inverseCumulativeProbability((1 + confidence) / 2);
  }

  private static double error(double[] values) {
    if (values.length == 1) {
      return 0;
    }
    double mean = mean(values);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
