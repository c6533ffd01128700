package dev.switchback.report.data;

import dev.switchback.train.RoundReport;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training wrote down.
 *
 * @param loss training loss, by step
 * @param validationLoss loss on problems that are not trained on, by step
 * @param tuning what the model made of the tuning problems, by step
 */
public record TrainingLog(List<Point> loss, List<Point> validationLoss, List<TuningPoint> tuning) {
  /**
   * A point of a curve.
   *
   * @param step optimizer steps done
   * @param value of a loss, the mean over tokens, in nats
   */
  public record Point(double step, double value) {}

  /**
   * What a model in training made of the tuning problems.
   *
   * @param step optimizer steps done
   * @param tokens predicted by all workers so far
   * @param hours that the rounds took so far
   * @param flops floating-point operations so far, NaN if they were not counted
   * @param accuracy share of the problems that it solved
   * @param rightLines share of the lines of its answers that are right, NaN if none is judged
   */
  public record TuningPoint(
      double step, double tokens, double hours, double flops, double accuracy, double rightLines) {}

  /** Copies the points. */
  public TrainingLog {
    loss = List.copyOf(loss);
    validationLoss = List.copyOf(validationLoss);
    tuning = List.copyOf(tuning);
  }

  /** Returns what the rounds of a training saw. */
  public static TrainingLog of(List<RoundReport> rounds) {
    List<Point> loss = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    List<TuningPoint> tuning = new ArrayList<>();
    double hours = 0;
    for (RoundReport round : rounds) {
      hours += round.roundSeconds() / 3600;
      if (round.tuningAccuracy() != null) {
        tuning.add(tuningPoint(round, hours));
      }
      loss.add(new Point(round.step(), round.loss()));
      round
          .measuredValidationLoss()
          .ifPresent(value -> validation.add(new Point(round.step(), value)));
    }
    return new TrainingLog(loss, validation, tuning);
  }

  private static TuningPoint tuningPoint(RoundReport round, double hours) {
    return new TuningPoint(
        round.step(),
        round.tokens(),
        hours,
        orUnknown(round.trainingFlops()),
        round.tuningAccuracy(),
        orUnknown(round.tuningRightLines()));
  }

  private static double orUnknown(Double measured) {
    return measured == null ? Double.NaN : measured;
  }

  /** Returns the training loss as at most so many points. */
  public List<Point> smoothedLoss(int points) {
    return smoothed(loss, points);
  }

  /**
   * Returns a curve as at most so many points, each the mean of as many neighbours at their last
   * step.
   */
  public static List<Point> smoothed(List<Point> curve, int points) {
    int window = window(curve.size(), points);
    List<Point> smoothed = new ArrayList<>();
    for (int from = 0; from < curve.size(); from += window) {
      List<Point> part = curve.subList(from, Math.min(curve.size(), from + window));
      double mean = part.stream().mapToDouble(Point::value).average().orElseThrow();
      smoothed.add(new Point(part.get(part.size() - 1).step(), mean));
    }
    return smoothed;
  }

  /** How many of a curve's neighbours become one point, so that at most so many are left. */
  public static int window(int size, int points) {
    return Math.max(1, (size + points - 1) / points);
  }
}
