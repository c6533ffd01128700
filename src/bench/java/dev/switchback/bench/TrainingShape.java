package dev.switchback.bench;

import dev.switchback.model.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training steps are measured on.
 *
 * @param architecture of the model
 * @param length tokens predicted in a row
 * @param rows in a batch
 * @param microBatchRows rows that Switchback computes at once
 */
public record TrainingShape(Architecture architecture, int length, int rows, int microBatchRows) {
  /** The name of the shape that speeds are given for. */
  public static final String STANDARD = "standard";

  private static final Map<String, TrainingShape> SHAPES =
      new TreeMap<>(
          Map.of(
              STANDARD,
              new TrainingShape(BenchModel.ARCHITECTURE, BenchModel.LENGTH, 32, 16),
              "quickstart",
              new TrainingShape(
                  new Architecture(64, 128, 4, 2, 1, 352, 192, 1e4, 1e-6, 0.02, true), 128, 8, 8),
              "small",
              new TrainingShape(
                  new Architecture(64, 128, 4, 4, 4, 352, 512, 1e4, 1e-6, 0.02, true), 256, 16, 16),
              "17m-512",
              new TrainingShape(study17m(), 512, 8, 4),
              "17m-4096",
              new TrainingShape(study17m(), 4096, 1, 1)));

  /** All names, in order. */
  public static List<String> names() {
    return List.copyOf(SHAPES.keySet());
  }

  /**
   * The shape of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TrainingShape of(String name) {
    TrainingShape shape = SHAPES.get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "Cannot measure the shape: " + name + ", expected one of " + String.join(", ", names()));
    }
    return shape;
  }

  /** Tokens that one step predicts. */
  int tokens() {
    return rows * length;
  }

  /** Floating-point operations of a step for one token, on average over a row. */
  double operationsPerToken() {
    return architecture.cost().ofTraining(1, (length + 1) / 2.0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "width %d, %d layers, %d heads in %d groups, feed-forward %d, vocabulary %d; %d rows of %d",
        architecture.hiddenSize(),
        architecture.layers(),
        architecture.attentionHeads(),
        architecture.keyValueHeads(),
        architecture.feedForwardSize(),
        architecture.vocabularySize(),
        rows,
        length);
  }

  private static Architecture study17m() {
    return new Architecture(128, 512, 8, 4, 1, 1024, 4096, 1e4, 1e-6, 0.02, true);
  }
}
