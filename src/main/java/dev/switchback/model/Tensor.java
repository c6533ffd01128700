package dev.switchback.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor to be written.
 *
 * @param shape and name
 * @param values asked for when they are written and not kept
 */
record Tensor(WeightShape shape, Supplier<float[]> values) {

  /** All of a model's weights, in the order of the architecture. */
  static List<Tensor> of(Weights weights) {
    return prefixed("", weights);
  }

  /** The same with a prefix before each name, without those that are empty. */
  static List<Tensor> prefixed(String prefix, Weights weights) {
    List<Tensor> tensors = new ArrayList<>();
    List<WeightShape> shapes = weights.architecture().weights();
    for (int i = 0; i < shapes.size(); i++) {
      int place = i;
      if (weights.values(place).length > 0) {
        tensors.add(new Tensor(shapes.get(i).prefixed(prefix), () -> weights.values(place)));
      }
    }
    return tensors;
  }

  long bytes(WeightStorage storage) {
    return (long) storage.type().bytes() * shape.size();
  }
}
