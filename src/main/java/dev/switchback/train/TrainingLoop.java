package dev.switchback.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.model.AdamWStep;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.CausalLmProgram.StepResult;
import dev.switchback.model.Optimizer;
import dev.switchback.model.Optimizer.MuonStep;
import dev.switchback.model.Precision;
import dev.switchback.model.TrainedArrays;
import dev.switchback.train.RoundReport.WorkerReport;

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
   * @param afterEachStep told of each step that was taken
   * @throws DivergedException if a loss or gradient is not finite; the state given is unchanged
   */
  public Result run(TrainingState state, BatchPlan plan, int steps, Runnable afterEachStep) {
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
      long waited = 0;
      double loss = 0;
      double norm = 0;
      long tokens = 0;
      BatchPlan.Work work = BatchPlan.Work.NONE;
      for (long step = state.step(); step < state.step() + steps; step++) {
        long asked = System.nanoTime();
        BatchPlan.Batch batch = plan.batch(step);
        waited += System.nanoTime() - asked;
        StepResult result = step(arrays, batch, step);
        loss += (double) result.loss() * batch.counted();
        norm += result.gradientNorm();
        tokens += batch.counted();
        work = work.plus(batch.work());
        afterEachStep.run();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      WorkerReport report =
          new WorkerReport(
              loss, tokens, work, norm, steps, seconds, waited / 1e9, ProcessMemory.peakBytes());
      return new Result(after(state, arrays, steps, tokens), report);
    }
  }

  private TrainingState after(TrainingState state, TrainedArrays arrays, int steps, long tokens) {
    return new TrainingState(
        program.save(arrays.weights()),
        program.save(arrays.firstMoments()),
        program.save(arrays.secondMoments()),
        null,
        state.step() + steps,
        state.tokens() + tokens);
  }

  private StepResult step(TrainedArrays arrays, BatchPlan.Batch batch, long step) {
    double rate = learningRate.at(step);
    AdamWStep rates =
        new AdamWStep(
            settings.gradientClip(),
            rate,
            settings.adamBeta1(),
            settings.adamBeta2(),
            settings.weightDecay(),
            settings.adamEpsilon(),
            padding,
            settings.microBatchTokens());
    try (NDManager scope = program.newManager();
        NDArray tokens = scope.create(batch.tokens(), new Shape(batch.rows(), batch.length()))) {
      StepResult result =
          Optimizer.of(settings.optimizer()) == Optimizer.MUON
              ? program.step(arrays, tokens, rates, muon())
              : program.step(arrays, tokens, rates);
      if (!result.taken()) {
        throw new DivergedException(step + 1, result.loss(), result.gradientNorm(), rate);
      }
      return result;
    }
  }

  private MuonStep muon() {
    return new MuonStep(settings.muonMomentum(), Precision.of(settings.precision()));
  }

  /**
   * What the steps made.
   *
   * @param state after them, without an outer velocity
   * @param report what they saw
   */
  public record Result(TrainingState state, WorkerReport report) {}
}
