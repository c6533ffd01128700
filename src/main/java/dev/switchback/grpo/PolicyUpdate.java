package dev.switchback.grpo;

import dev.switchback.experiment.GrpoSettings;
import dev.switchback.grpo.CreditAssignment.Group;
import dev.switchback.model.PolicySums;
import dev.switchback.model.Weights;
import dev.switchback.train.DivergedException;
import dev.switchback.train.LearningRate;
import dev.switchback.train.TrainingState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The driver's part of a step: what its completions count, how the weights move, and what is
 * reported. Without Spark, so that a loop in one process does the same.
 *
 * <p>An update without a completion to learn from is left out: weights and moments stay as they
 * are.
 */
public final class PolicyUpdate {
  private final GrpoSettings settings;
  private final List<Group> drawn;
  private final double rate;
  private final long step;
  private final List<CreditAssignment> credits = new ArrayList<>();
  private TrainingState state;
  private PolicySums sums;
  private StepReport.Gradient gradient;
  private long peakMemoryBytes;

  /**
   * @param maxTokens of a completion
   * @param before the state before the step
   * @param groups that are learned from
   * @param drawn all groups of the step, these among them
   */
  public PolicyUpdate(
      GrpoSettings settings,
      int maxTokens,
      TrainingState before,
      List<Group> groups,
      List<Group> drawn) {
    this.settings = settings;
    this.drawn = List.copyOf(drawn);
    this.step = before.step() + 1;
    this.rate =
        new LearningRate(
                settings.learningRate(),
                settings.finalLearningRateShare(),
                1,
                settings.warmupSteps(),
                settings.steps())
            .at(before.step());
    int updates = settings.updates();
    for (int part = 0; part < updates; part++) {
      int first = part * groups.size() / updates;
      int end = (part + 1) * groups.size() / updates;
      credits.add(CreditAssignment.of(groups.subList(first, end), settings, maxTokens));
    }
    long tokens =
        drawn.stream()
            .flatMap(group -> group.rollouts().stream())
            .mapToLong(Rollout.Facts::tokens)
            .sum();
    this.state =
        new TrainingState(
            before.weights(),
            before.firstMoments(),
            before.secondMoments(),
            null,
            step,
            before.tokens() + tokens);
  }

  /** Whether an update has a completion to learn from. */
  public boolean hasSignal(int part) {
    return drawn.stream()
        .flatMap(group -> group.rollouts().stream())
        .anyMatch(rollout -> learned(rollout, credits.get(part)));
  }

  /** What completions count in an update. */
  public CreditAssignment credit(int part) {
    return credits.get(part);
  }

  /** The weights as they are now. */
  public TrainingState state() {
    return state;
  }

  /**
   * Moves the weights.
   *
   * @param part which update it is, from 0
   * @param seen what the learner saw
   * @param by the gradient over all its completions
   * @param memory largest of a worker's process so far
   * @throws DivergedException if the objective or the gradient is not finite
   */
  public void apply(int part, PolicySums seen, Weights by, long memory) {
    double norm = AdamW.norm(by);
    if (!Double.isFinite(norm) || !Double.isFinite(seen.objective())) {
      throw DivergedException.ofRewards(step, seen.objective(), norm, rate);
    }
    Weights before = state.weights();
    long update = (step - 1) * settings.updates() + part + 1;
    state = new AdamW(settings).update(state, by, norm, rate, update);
    gradient =
        new StepReport.Gradient(
            norm, rate, AdamW.distance(before, state.weights()) / AdamW.norm(before));
    sums = sums == null ? seen : sums.plus(seen);
    peakMemoryBytes = Math.max(peakMemoryBytes, memory);
  }

  /**
   * What the step saw.
   *
   * @param seconds where its time went
   * @param flopsBefore operations of the steps before
   */
  public StepReport report(StepReport.Seconds seconds, double flopsBefore) {
    List<Rollout.Facts> all = drawn.stream().flatMap(group -> group.rollouts().stream()).toList();
    double flops =
        StepReport.operations(
            all,
            rollout -> credits.stream().anyMatch(credit -> learned(rollout, credit)),
            settings.loss().klCoefficient() > 0,
            state.weights().architecture().cost());
    return new StepReport(
        step,
        state.tokens(),
        StepReport.Rewards.of(drawn, settings.rewardsPaperRule()),
        StepReport.Lengths.of(all),
        sums == null
            ? null
            : StepReport.Policy.of(sums, settings.updates() > 1, settings.updates()),
        gradient,
        seconds,
        peakMemoryBytes,
        Instant.now().toEpochMilli() / 1e3,
        null,
        flopsBefore + flops);
  }

  private boolean learned(Rollout.Facts rollout, CreditAssignment credit) {
    return PolicyLearner.isLearned(credit, rollout.group(), rollout.sample(), settings.loss());
  }
}
