package dev.switchback.grpo;

import dev.switchback.experiment.GrpoSettings;
import dev.switchback.experiment.GrpoSettings.PolicyLossSettings;
import dev.switchback.model.CausalLmProgram;
import dev.switchback.model.PolicyBatch;
import dev.switchback.model.PolicyGradients;
import dev.switchback.model.PolicyObjective;
import dev.switchback.model.PolicyObjective.KlGradient;
import dev.switchback.model.PolicySums;
import dev.switchback.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The gradient of the objective over a worker's share of an update's completions. */
public final class PolicyLearner {
  private final CausalLmProgram program;
  private final GrpoSettings settings;
  private final int padding;

  /**
   * @param program of the model, which the caller closes
   * @param padding the token that fills up
   */
  public PolicyLearner(CausalLmProgram program, GrpoSettings settings, int padding) {
    this.program = program;
    this.settings = settings;
    this.padding = padding;
  }

  /**
   * What completions say about the weights.
   *
   * @param sums over the completions that were computed
   * @param gradient the sum over them, of this share alone
   * @param referenceSeconds time of the reference's passes
   */
  public record Result(PolicySums sums, Weights gradient, double referenceSeconds) {}

  /**
   * Adds up the gradients of the completions that an update counts. Those from which nothing can
   * come, without advantage where the objective has no other part, or of no weight, are left out.
   *
   * @param policy the weights that are moved
   * @param reference the model that the policy is kept near; empty where it is not needed
   * @param rollouts the worker's, of this update and others
   * @param afterEachBatch told of each batch that was computed
   */
  public Result learn(
      Weights policy,
      Optional<Weights> reference,
      List<Rollout> rollouts,
      CreditAssignment credit,
      Runnable afterEachBatch) {
    try (PolicyGradients gradients =
        new PolicyGradients(program, policy, reference, objective(), 0)) {
      for (List<Rollout> batch : batches(counted(rollouts, credit))) {
        gradients.add(padded(batch, credit));
        afterEachBatch.run();
      }
      return new Result(gradients.sums(), gradients.gradient(), gradients.referenceSeconds());
    }
  }

  /** Whether a completion can change anything. */
  static boolean isLearned(
      CreditAssignment credit, int group, int sample, PolicyLossSettings loss) {
    return credit.has(group)
        && credit.tokenWeight(group, sample) != 0
        && (credit.advantage(group, sample) != 0 || !loss.isPolicyGradientAlone());
  }

  private List<Rollout> counted(List<Rollout> rollouts, CreditAssignment credit) {
    return rollouts.stream()
        .filter(rollout -> isLearned(credit, rollout.group(), rollout.sample(), settings.loss()))
        .sorted(
            Comparator.comparingInt(Rollout::length)
                .thenComparingInt(Rollout::group)
                .thenComparingInt(Rollout::sample))
        .toList();
  }

  /** Completions of about one length together, so that little is padding. */
  private List<List<Rollout>> batches(List<Rollout> ordered) {
    int most =
        settings.learner().microBatchTokens() == 0
            ? Integer.MAX_VALUE
            : settings.learner().microBatchTokens();
    List<List<Rollout>> batches = new ArrayList<>();
    List<Rollout> batch = new ArrayList<>();
    for (Rollout rollout : ordered) {
      if (!batch.isEmpty() && (batch.size() + 1L) * rollout.length() > most) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(rollout);
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private PolicyBatch padded(List<Rollout> batch, CreditAssignment credit) {
    int rows = batch.size();
    int length = batch.get(rows - 1).length();
    long[] tokens = new long[rows * length];
    Arrays.fill(tokens, padding);
    float[] drawn = new float[rows * (length - 1)];
    int[] prompts = new int[rows];
    int[] totals = new int[rows];
    float[] advantages = new float[rows];
    float[] weights = new float[rows];
    for (int row = 0; row < rows; row++) {
      Rollout rollout = batch.get(row);
      int prompt = rollout.promptTokens().length;
      for (int i = 0; i < prompt; i++) {
        tokens[row * length + i] = rollout.promptTokens()[i];
      }
      for (int i = 0; i < rollout.tokens().length; i++) {
        tokens[row * length + prompt + i] = rollout.tokens()[i];
        drawn[row * (length - 1) + prompt - 1 + i] = rollout.logProbabilities()[i];
      }
      prompts[row] = prompt;
      totals[row] = rollout.length();
      advantages[row] = credit.advantage(rollout.group(), rollout.sample());
      weights[row] = credit.tokenWeight(rollout.group(), rollout.sample());
    }
    return new PolicyBatch(
        rows, length, tokens, prompts, totals, advantages, weights, drawn, settings.updates() > 1);
  }

  private PolicyObjective objective() {
    PolicyLossSettings loss = settings.loss();
    return new PolicyObjective(
        settings.temperature(),
        loss.clipLow(),
        loss.clipHigh(),
        loss.dualClip(),
        loss.klCoefficient(),
        loss.klGradient().equals("k3") ? KlGradient.K3 : KlGradient.K2,
        loss.entropyCoefficient(),
        loss.importanceCap());
  }
}
