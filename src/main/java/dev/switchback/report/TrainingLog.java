package dev.switchback.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training wrote down about itself, one point for each line with a value.
 *
 * @param loss training loss, by step
 * @param validationLoss loss on problems that are not trained on, by step
 */
public record TrainingLog(List<Point> loss, List<Point> validationLoss) {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /**
   * Reads the lines of a {@code metrics.jsonl}.
   *
   * @throws IllegalArgumentException if a line is no JSON object; the message has its number
   */
  public static TrainingLog parse(List<String> lines) {
    List<Point> loss = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = line(lines.get(i), i + 1);
      add(loss, line, "loss");
      add(validation, line, "validation_loss");
    }
    return new TrainingLog(loss, validation);
  }

  private static JsonNode line(String text, int number) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "Cannot read a training log: line %d is %s, expected a JSON object"
              .formatted(number, text),
          malformed);
    }
  }

  private static void add(List<Point> points, JsonNode line, String key) {
    if (line.path("step").isNumber() && line.path(key).isNumber()) {
      points.add(new Point(line.get("step").asDouble(), line.get(key).asDouble()));
    }
  }

  /**
   * Returns the training loss as at most so many points, each the mean of as many neighbours at
   * their last step.
   */
  List<Point> smoothedLoss(int points) {
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
