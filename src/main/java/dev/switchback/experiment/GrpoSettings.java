package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

/**
 * How a model is reinforced from another: group relative policy optimization (GRPO, arXiv
 * 2402.03300). Each step draws completions of some training problems from the newest weights,
 * rewards those that solve theirs, and takes AdamW steps along the gradient of the objective.
 */
public record GrpoSettings(
    @Key(value = "300", doc = "Steps, each with completions of its own, 1 or more.") int steps,
    @Key(value = "64", doc = "Problems of a step, 1 or more; those of the train split in turn.")
        int prompts,
    @Key(value = "8", doc = "Completions of each problem, a group that is compared, 2 or more.")
        int samples,
    @Key(
            value = "1.0",
            doc =
                "Temperature of the draws, more than 0. Probabilities in the objective are those at"
                    + " this temperature. All tokens can be drawn: there is no top-k or top-p.")
        double temperature,
    @Key(value = "0", doc = "Tokens of a completion at most; 0 for sampling.max-tokens.")
        int maxTokens,
    @Key(
            value = "strict",
            doc =
                "What is rewarded with 1: strict, a right solution by the rules, or paper, by the"
                    + " looser rule of the study. Both are logged.")
        String reward,
    @Key(
            value = "wrong",
            doc =
                "Completions that reach max-tokens: wrong, they count as any other, or masked,"
                    + " nothing is learned from them.")
        String cutCompletions,
    @Key(
            value = "kept",
            doc =
                "Groups whose rewards are all equal, which have no signal: kept, they count in the"
                    + " means, or dropped.")
        String groupsWithoutSignal,
    @Key(
            value = "1",
            doc =
                "Times that problems are drawn for a step at most, 1 or more: where groups are"
                    + " dropped, others are drawn for them until as many as prompts have a signal.")
        int draws,
    @Key(
            value = "z-score",
            doc =
                "Advantage of a completion in its group: z-score, (reward - mean) / standard"
                    + " deviation; centred, reward - mean; leave-one-out, reward - mean of the"
                    + " others; pass-at-k, that of rewarding the group's pass@k.")
        String advantages,
    @Key(
            value = "4",
            doc = "The k of advantages = pass-at-k, 1 to samples; without meaning for the others.")
        int passAt,
    @Key(
            value = "1",
            doc =
                "Optimizer steps for the completions of a step, 1 to prompts: with more than one,"
                    + " problems are dealt to them, and probabilities compared with those of the"
                    + " draw.")
        int updates,
    @Key(value = "2e-5", doc = "Highest learning rate, more than 0.") double learningRate,
    @Key(
            value = "1.0",
            doc =
                "Learning rate at the last step as a share of the highest, 0 to 1; 1 is constant.")
        double finalLearningRateShare,
    @Key(value = "0", doc = "Steps in which the learning rate rises from 0, 0 to steps.")
        int warmupSteps,
    @Key(value = "0.0", doc = "Decoupled weight decay, 0 or more.") double weightDecay,
    @Key(value = "0.9", doc = "AdamW's decay of the first moment, 0 or more and less than 1.")
        double adamBeta1,
    @Key(value = "0.999", doc = "AdamW's decay of the second moment, 0 or more and less than 1.")
        double adamBeta2,
    @Key(value = "1e-8", doc = "Added to the root of AdamW's second moment, more than 0.")
        double adamEpsilon,
    @Key(value = "1.0", doc = "Largest norm of the gradient over all weights.") double gradientClip,
    @Key(doc = "The objective.") PolicyLossSettings loss,
    @Key(doc = "Who computes.") LearnerSettings learner,
    @Key(doc = "What is saved.") CheckpointSettings checkpoints,
    @Key(affects = Affects.WATCHING, doc = "What is measured and kept on the way.")
        MonitoringSettings monitoring)
    implements Serializable {
  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public GrpoSettings {
    new Requirements()
        .atLeast("steps", 1, steps)
        .atLeast("prompts", 1, prompts)
        .atLeast("samples", 2, samples)
        .positive("temperature", temperature)
        .atLeast("max-tokens", 0, maxTokens)
        .oneOf("reward", reward, List.of("strict", "paper"))
        .oneOf("cut-completions", cutCompletions, List.of("wrong", "masked"))
        .oneOf("groups-without-signal", groupsWithoutSignal, List.of("kept", "dropped"))
        .atLeast("draws", 1, draws)
        .that(
            draws <= 1 || groupsWithoutSignal.equals("dropped"),
            "draws",
            draws,
            "1, or groups-without-signal = dropped")
        .oneOf(
            "advantages", advantages, List.of("z-score", "centred", "leave-one-out", "pass-at-k"))
        .atLeast("pass-at", 1, passAt)
        .that(
            passAt <= samples || !advantages.equals("pass-at-k"),
            "pass-at",
            passAt,
            "at most samples = " + samples)
        .that(updates >= 1 && updates <= prompts, "updates", updates, "1 to prompts = " + prompts)
        .positive("learning-rate", learningRate)
        .that(
            finalLearningRateShare >= 0 && finalLearningRateShare <= 1,
            "final-learning-rate-share",
            finalLearningRateShare,
            "0 to 1")
        .that(
            warmupSteps >= 0 && warmupSteps <= steps,
            "warmup-steps",
            warmupSteps,
            "0 to steps (" + steps + ")")
        .notNegative("weight-decay", weightDecay)
        .share("adam-beta1", adamBeta1)
        .share("adam-beta2", adamBeta2)
        .positive("adam-epsilon", adamEpsilon)
        .positive("gradient-clip", gradientClip)
        .check();
  }

  /** Whether the looser rule of the study is rewarded. */
  public boolean rewardsPaperRule() {
    return reward.equals("paper");
  }

  /** Whether nothing is learned from completions that were cut. */
  public boolean masksCut() {
    return cutCompletions.equals("masked");
  }

  /** Whether groups whose rewards are all equal are left out of the means. */
  public boolean dropsEqualGroups() {
    return groupsWithoutSignal.equals("dropped");
  }

  /**
   * How completions are drawn.
   *
   * @param sampling of the model, whose limit holds where this has none
   */
  public SamplingSettings drawing(SamplingSettings sampling) {
    return new SamplingSettings(
        samples,
        temperature,
        0,
        1,
        maxTokens == 0 ? sampling.maxTokens() : maxTokens,
        learner.slots(),
        0,
        "train",
        learner.precision(),
        false);
  }

  /** The objective of a step: policy gradient, distance to the model it began as, entropy. */
  public record PolicyLossSettings(
      @Key(
              value = "token-mean",
              doc =
                  "How tokens are added up, over the whole step: token-mean; sequence-mean, the"
                      + " mean over completions of the mean over their tokens; or constant, the sum"
                      + " over completions times max-tokens.")
          String aggregation,
      @Key(
              value = "0.001",
              doc =
                  "Weight of the distance (KL divergence) to the model that it is reinforced from,"
                      + " 0 or more.")
          double klCoefficient,
      @Key(
              value = "k2",
              doc =
                  "The estimator whose gradient the distance has: k2, that of the divergence"
                      + " itself, or k3, the study's, which in expectation is that of the forward"
                      + " divergence.")
          String klGradient,
      @Key(value = "0.0", doc = "Weight of the entropy, which is rewarded, 0 or more.")
          double entropyCoefficient,
      @Key(
              value = "0.2",
              doc = "How far below 1 a ratio of probabilities counts, more than 0 and less than 1.")
          double clipLow,
      @Key(value = "0.28", doc = "How far above 1 it counts, more than 0.") double clipHigh,
      @Key(
              value = "3.0",
              doc = "Largest ratio at which a bad completion still counts, more than 1; 0 for any.")
          double dualClip,
      @Key(
              value = "0.0",
              doc =
                  "Largest weight for a token that the learner finds likelier than the sampler did"
                      + " (truncated importance sampling), 1 or more; 0 for no weights.")
          double importanceCap)
      implements Serializable {
    /**
     * @throws ConfigurationException with every value that is out of range
     */
    public PolicyLossSettings {
      new Requirements()
          .oneOf("aggregation", aggregation, List.of("token-mean", "sequence-mean", "constant"))
          .notNegative("kl-coefficient", klCoefficient)
          .oneOf("kl-gradient", klGradient, List.of("k2", "k3"))
          .notNegative("entropy-coefficient", entropyCoefficient)
          .that(clipLow > 0 && clipLow < 1, "clip-low", clipLow, "more than 0 and less than 1")
          .positive("clip-high", clipHigh)
          .that(dualClip == 0 || dualClip > 1, "dual-clip", dualClip, "more than 1, or 0")
          .that(
              importanceCap == 0 || importanceCap >= 1,
              "importance-cap",
              importanceCap,
              "1 or more, or 0")
          .check();
    }

    /** Whether a completion without an advantage changes nothing. */
    public boolean isPolicyGradientAlone() {
      return klCoefficient == 0 && entropyCoefficient == 0;
    }
  }

  /** Who draws and who learns, in which arithmetic. */
  public record LearnerSettings(
      @Key(
              value = "1",
              doc = "Workers that add their gradients up, each on its own device, 1 or more.")
          int workers,
      @Key(
              value = "float32",
              doc =
                  "Arithmetic of linear layers and attention, of draws and of gradients: float32,"
                      + " where a completion depends on no other, or bfloat16.")
          String precision,
      @Key(
              value = "4096",
              doc = "Tokens whose gradients are computed at once, padding included; 0 for all.")
          int microBatchTokens,
      @Key(
              value = "256",
              affects = Affects.MAKING,
              doc =
                  "Completions that a task draws, decoded together, 1 or more; in float32 on a CPU"
                      + " it changes none.")
          int slots,
      @Key(
              value = "10",
              affects = Affects.MAKING,
              doc =
                  "Minutes that a step waits for executors with room for every worker, 1 or more.")
          int executorTimeoutMinutes,
      @Key(
              value = "60",
              affects = Affects.MAKING,
              doc =
                  "Minutes without a batch of any worker after which a step is given up, 1 or"
                      + " more.")
          int stallTimeoutMinutes)
      implements Serializable {
    /**
     * @throws ConfigurationException with every value that is out of range
     */
    public LearnerSettings {
      new Requirements()
          .atLeast("workers", 1, workers)
          .oneOf("precision", precision, List.of("float32", "bfloat16"))
          .atLeast("micro-batch-tokens", 0, microBatchTokens)
          .atLeast("slots", 1, slots)
          .atLeast("executor-timeout-minutes", 1, executorTimeoutMinutes)
          .atLeast("stall-timeout-minutes", 1, stallTimeoutMinutes)
          .check();
    }
  }

  /**
   * What is measured on the way, on problems that are neither learned from nor reported: the last
   * ones of the train split. Weights do not depend on the measurements, but problems that are set
   * apart for them are not learned from.
   */
  public record MonitoringSettings(
      @Key(value = "25", doc = "Steps between measurements, 1 or more.") int everySteps,
      @Key(
              value = "64",
              affects = Affects.REINFORCEMENT,
              doc =
                  "Problems measured on, the last ones of the train split, which are then not"
                      + " learned from; 0 or more.")
          int problems,
      @Key(value = "8", doc = "Completions drawn for each of them, 1 or more.") int samples,
      @Key(
              value = "10",
              doc = "Steps between those whose completions are kept in rollouts/, 1 or more.")
          int rolloutsEverySteps)
      implements Serializable {
    /**
     * @throws ConfigurationException with every value that is out of range
     */
    public MonitoringSettings {
      new Requirements()
          .atLeast("every-steps", 1, everySteps)
          .atLeast("problems", 0, problems)
          .atLeast("samples", 1, samples)
          .atLeast("rollouts-every-steps", 1, rolloutsEverySteps)
          .check();
    }

    /** How completions are drawn for the problems that are watched. */
    public SamplingSettings drawing(SamplingSettings learning) {
      return new SamplingSettings(
          samples,
          learning.temperature(),
          learning.topK(),
          learning.topP(),
          learning.maxTokens(),
          learning.slots(),
          0,
          learning.split(),
          learning.precision(),
          false);
    }
  }
}
