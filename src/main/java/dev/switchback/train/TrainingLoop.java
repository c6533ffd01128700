package dev.switchback.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.config.TrainingSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.StepRates;
import dev.switchback.model.StepResult;
import dev.switchback.model.TrainedArrays;
import java.io.Serializable;
import java.util.List;

/** Optimizer steps one after the other on one device. */
public final class TrainingLoop {
  private final CausalLmProgram program;
  private final TrainingSettings settings;
  private final LearningRate learningRate;
  private final int padding;

  /**
   * @param padding the token whose prediction does not count
   */
  public TrainingLoop(CausalLmProgram program, TrainingSettings settings, int padding) {
    this.program = program;
    this.settings = settings;
    this.learningRate = new LearningRate(settings);
    this.padding = padding;
  }

  /**
   * Takes steps from a state.
   *
   * @param steps how many
   * @param validation batches to measure the loss on afterwards; may be empty
   * @throws DivergedException if a loss or gradient is not finite; the state given is unchanged
   */
  public Round run(TrainingState state, BatchPlan plan, int steps, List<Batch> validation) {
    try (NDManager manager = program.newManager()) {
      TrainedArrays arrays =
          TrainedArrays.load(
              program,
              manager,
              state.weights(),
              state.firstMoments(),
              state.secondMoments(),
              state.step());
      long started = System.nanoTime();
      double loss = 0;
      double norm = 0;
      long tokens = 0;
      for (long step = state.step(); step < state.step() + steps; step++) {
        Batch batch = plan.batch(step);
        StepResult result = step(arrays, batch, step);
        loss += (double) result.loss() * batch.counted();
        norm += result.gradientNorm();
        tokens += batch.counted();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      TrainingState after =
          new TrainingState(
              program.save(arrays.weights()),
              program.save(arrays.firstMoments()),
              program.save(arrays.secondMoments()),
              state.step() + steps,
              state.tokens() + tokens);
      RoundReport report =
          new RoundReport(
              after.step(),
              after.tokens(),
              loss / tokens,
              norm / steps,
              learningRate.at(after.step() - 1),
              tokens / seconds,
              seconds,
              validation.isEmpty() ? null : loss(arrays, validation));
      return new Round(after, report);
    }
  }

  private StepResult step(TrainedArrays arrays, Batch batch, long step) {
    double rate = learningRate.at(step);
    StepRates rates =
        new StepRates(
            settings.gradientClip(),
            rate,
            settings.adamBeta1(),
            settings.adamBeta2(),
            settings.weightDecay(),
            settings.adamEpsilon(),
            padding,
            settings.microBatchTokens());
    try (NDManager scope = program.newManager();
        NDArray tokens = array(scope, batch)) {
      StepResult result = program.step(arrays, tokens, rates);
      if (!result.taken()) {
        throw new DivergedException(step + 1, result.loss(), result.gradientNorm(), rate);
      }
      return result;
    }
  }

  /** The mean over all tokens of the batches. */
  private double loss(TrainedArrays arrays, List<Batch> batches) {
    double sum = 0;
    long tokens = 0;
    for (Batch batch : batches) {
      try (NDManager scope = program.newManager();
          NDArray array = array(scope, batch)) {
        sum += program.loss(arrays.weights(), array, padding) * batch.counted();
        tokens += batch.counted();
      }
    }
    return sum / tokens;
  }

  private static NDArray array(NDManager manager, Batch batch) {
    return manager.create(batch.tokens(), new Shape(batch.rows(), batch.length()));
  }

  /** The state after a round and what the round saw. */
  public record Round(TrainingState state, RoundReport report) implements Serializable {}
}
