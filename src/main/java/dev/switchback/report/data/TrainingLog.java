package dev.switchback.report.data;

import dev.switchback.train.RoundReport;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses that a training wrote down.
 *
 * @param loss training loss, by step
 * @param validationLoss loss on problems that are not trained on, by step
 */
public record TrainingLog(List<Point> loss, List<Point> validationLoss) {
  /**
   * A loss.
   *
   * @param step optimizer steps done
   * @param value mean over tokens, in nats
   */
  public record Point(double step, double value) {}

  /** Copies the points. */
  public TrainingLog {
    loss = List.copyOf(loss);
    validationLoss = List.copyOf(validationLoss);
  }

  /** Returns the losses of a training's rounds. */
  public static TrainingLog of(List<RoundReport> rounds) {
    List<Point> loss = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    for (RoundReport round : rounds) {
      loss.add(new Point(round.step(), round.loss()));
      round
          .measuredValidationLoss()
          .ifPresent(value -> validation.add(new Point(round.step(), value)));
    }
    return new TrainingLog(loss, validation);
  }

  /**
   * Returns the training loss as at most so many points, each the mean of as many neighbours at
   * their last step.
   */
  public List<Point> smoothedLoss(int points) {
    int window = Math.max(1, (loss.size() + points - 1) / points);
    List<Point> smoothed = new ArrayList<>();
    for (int from = 0; from < loss.size(); from += window) {
      List<Point> part = loss.subList(from, Math.min(loss.size(), from + window));
      double mean = part.stream().mapToDouble(Point::value).average().orElseThrow();
      smoothed.add(new Point(part.get(part.size() - 1).step(), mean));
    }
    return smoothed;
  }
}
