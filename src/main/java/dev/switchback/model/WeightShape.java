package dev.switchback.model;

import java.util.List;

/**
 * A weight's name, shape and the way it starts.
 *
 * @param name as in a Hugging Face checkpoint
 * @param shape row-major
 * @param start the initial values
 */
public record WeightShape(String name, List<Integer> shape, Start start) {

  /** How a weight is initialized, as Hugging Face does it for Qwen2. */
  public enum Start {
    /** Normally distributed with the architecture's standard deviation. */
    RANDOM,
    /** All zero: biases. */
    ZEROS,
    /** All one: norms. */
    ONES
  }

  static WeightShape matrix(String name, int rows, int columns) {
    return new WeightShape(name, List.of(rows, columns), Start.RANDOM);
  }

  static WeightShape bias(String name, int size) {
    return new WeightShape(name, List.of(size), Start.ZEROS);
  }

  static WeightShape norm(String name, int size) {
    return new WeightShape(name, List.of(size), Start.ONES);
  }

  /** The same with a prefix before the name. */
  WeightShape prefixed(String prefix) {
    return new WeightShape(prefix + name, shape, start);
  }

  /** Whether it is a linear map within a layer: neither embedding nor head. */
  boolean isLayerMatrix() {
    return shape.size() == 2 && name.startsWith(Architecture.LAYERS);
  }

  /** Number of values. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
