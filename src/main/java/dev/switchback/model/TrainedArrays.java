package dev.switchback.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/**
 * What training changes, on a device.
 *
 * @param weights one array for each weight
 * @param firstMoments of the gradients, shaped as the weights
 * @param secondMoments of the gradients, shaped as the weights; empty for those that Muon trains
 * @param counters a step counter for each weight, as the fused optimizer wants it
 */
public record TrainedArrays(
    NDList weights, NDList firstMoments, NDList secondMoments, NDList counters) {

  /** Copies a state to the program's device, as arrays of the given manager. */
  public static TrainedArrays load(
      CausalLmProgram program,
      NDManager manager,
      Weights weights,
      Weights firstMoments,
      Weights secondMoments,
      long steps) {
    NDList counters = new NDList(weights.count());
    for (int i = 0; i < weights.count(); i++) {
      NDArray counter = manager.create((float) steps);
      counters.add(counter);
    }
    return new TrainedArrays(
        program.load(manager, weights),
        program.load(manager, firstMoments),
        program.load(manager, secondMoments),
        counters);
  }
}
