package dev.switchback.grpo;

import ai.djl.Device;
import dev.switchback.experiment.GrpoSettings;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.grpo.CreditAssignment.Group;
import dev.switchback.grpo.RolloutSampler.Asked;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.Precision;
import dev.switchback.model.Weights;
import dev.switchback.sample.Decoder;
import dev.switchback.token.Tokenizer;
import dev.switchback.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Group relative policy optimization in one process, a step after the other, without Spark. */
public final class PlainLoop {
  private final GrpoSettings settings;
  private final SamplingSettings drawing;
  private final Tokenizer tokenizer;
  private final Weights reference;
  private final long seed;
  private final List<StepReport> reports = new ArrayList<>();

  /**
   * @param reference with which the training begins
   * @param maxTokens of a completion
   */
  public PlainLoop(
      GrpoSettings settings, Tokenizer tokenizer, Weights reference, int maxTokens, long seed) {
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.reference = reference;
    this.seed = seed;
    this.drawing =
        new SamplingSettings(
            settings.samples(),
            settings.temperature(),
            0,
            1,
            maxTokens,
            settings.learner().slots(),
            0,
            "train",
            settings.learner().precision(),
            false);
  }

  /** What the steps saw. */
  public List<StepReport> reports() {
    return reports;
  }

  /**
   * Takes all steps.
   *
   * @param problems of a step
   */
  public Weights run(LongFunction<List<Asked>> problems) {
    TrainingState state = TrainingState.beginningWith(reference);
    try (CausalLmProgram program =
        new CausalLmProgram(reference.architecture(), Precision.FLOAT32, Device.cpu())) {
      for (long step = 0; step < settings.steps(); step++) {
        state = step(program, state, problems.apply(step));
      }
    }
    return state.weights();
  }

  private TrainingState step(CausalLmProgram program, TrainingState state, List<Asked> problems) {
    List<Rollout> rollouts = draw(program, state, problems);
    List<Group> groups = Group.of(rollouts.stream().map(Rollout::facts).toList());
    PolicyUpdate update = new PolicyUpdate(settings, drawing.maxTokens(), state, groups, groups);
    PolicyLearner learner = new PolicyLearner(program, settings, tokenizer.pad());
    for (int part = 0; part < settings.updates(); part++) {
      if (update.hasSignal(part)) {
        PolicyLearner.Result learned =
            learner.learn(
                update.state().weights(),
                Optional.of(reference),
                rollouts,
                update.credit(part),
                () -> {});
        update.apply(part, learned.sums(), learned.gradient(), 0);
      }
    }
    reports.add(update.report(new StepReport.Seconds(0, 0, 0, 0, 0), 0));
    return update.state();
  }

  private List<Rollout> draw(CausalLmProgram program, TrainingState state, List<Asked> problems) {
    long drawSeed = RolloutSampler.seed(seed, state.step(), 0);
    try (Decoder decoder = new Decoder(program, state.weights(), tokenizer, drawing, drawSeed)) {
      return RolloutSampler.draw(decoder, tokenizer, problems, settings.samples()).rollouts();
    }
  }
}
