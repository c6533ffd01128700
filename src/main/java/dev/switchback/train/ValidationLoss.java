package dev.switchback.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Weights;
import java.util.List;

/** The loss on rows that are not learned from. */
public final class ValidationLoss {
  private ValidationLoss() {}

  /**
   * The mean over all tokens of the batches, in nats.
   *
   * @param padding the token whose prediction does not count
   * @param afterEachBatch told of each batch that was computed
   */
  public static double of(
      CausalLmProgram program,
      Weights weights,
      List<BatchPlan.Batch> batches,
      int padding,
      Runnable afterEachBatch) {
    double sum = 0;
    long tokens = 0;
    try (NDManager manager = program.newManager()) {
      NDList loaded = program.load(manager, weights);
      for (BatchPlan.Batch batch : batches) {
        try (NDManager scope = program.newManager();
            NDArray array = scope.create(batch.tokens(), new Shape(batch.rows(), batch.length()))) {
          sum += program.loss(loaded, array, padding) * batch.counted();
          tokens += batch.counted();
          afterEachBatch.run();
        }
      }
    }
    return sum / tokens;
  }
}
