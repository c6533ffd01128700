package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import java.io.Serializable;
import java.util.List;

/**
 * How a model is trained: AdamW or Muon with a cosine schedule, in rounds.
 *
 * <p>All but what is watched and how long is waited is part of a model's identity, also where it
 * seems to be a matter of speed. The sizes of batches and buckets say which rows make a step. Parts
 * of a batch add their gradients up in another order, which changes floating-point sums. A round
 * ends with the mean of its workers' weights and with the outer step; only where one worker trains
 * without an outer step do rounds of another length end with the same weights.
 */
public record TrainingSettings(
    @Key(
            value = "0",
            doc = "Optimizer steps of a worker in all, 1 or more; 0 where compute says how many.")
        long steps,
    @Key(
            value = "0.0",
            doc =
                "Floating-point operations of the training in place of steps: so many steps as"
                    + " reach them, at what a step costs on the mean over the training rows, of all"
                    + " workers, without padding; such as 2e15. 0 where steps are given.")
        double compute,
    @Key(
            value = "131072",
            doc =
                "Tokens in a worker's optimizer step, padding included, at least one row's"
                    + " length.")
        int batchTokens,
    @Key(
            value = "0",
            doc =
                "Tokens that are computed at once, padding included; a larger batch is computed in"
                    + " parts whose gradients are added up, which takes less memory. 0 for the"
                    + " whole batch.")
        int microBatchTokens,
    @Key(
            value = "completion",
            doc =
                "Tokens that the model learns to predict: completion, those after the prompt, or"
                    + " all.")
        String lossTokens,
    @Key(
            value = "adamw",
            doc =
                "What moves the weights: adamw, or muon, which moves the matrices of the layers by"
                    + " their orthogonalized momentum and all other weights by AdamW.")
        String optimizer,
    @Key(value = "1e-5", doc = "Highest learning rate, reached after the warm-up, more than 0.")
        double learningRate,
    @Key(value = "0.0", doc = "Learning rate at the last step as a share of the highest, 0 to 1.")
        double finalLearningRateShare,
    @Key(
            value = "1.0",
            doc =
                "Share of the steps, at the end, in which the learning rate falls: more than 0, to"
                    + " 1 for all steps after the warm-up.")
        double learningRateFallShare,
    @Key(value = "1", doc = "Steps in which the learning rate rises from 0, 0 to steps.")
        int warmupSteps,
    @Key(value = "0.01", doc = "Decoupled weight decay, 0 or more.") double weightDecay,
    @Key(value = "0.9", doc = "AdamW's decay of the first moment, 0 or more and less than 1.")
        double adamBeta1,
    @Key(value = "0.999", doc = "AdamW's decay of the second moment, 0 or more and less than 1.")
        double adamBeta2,
    @Key(value = "1e-8", doc = "Added to the root of AdamW's second moment, more than 0.")
        double adamEpsilon,
    @Key(
            value = "0.95",
            doc = "Muon's Nesterov momentum, 0 or more and less than 1; without meaning for adamw.")
        double muonMomentum,
    @Key(
            value = "1.0",
            doc = "Largest norm of the gradient over all weights; larger ones are scaled down.")
        double gradientClip,
    @Key(
            value = "bfloat16",
            doc =
                "Arithmetic of linear layers and attention: float32 or bfloat16; weights are"
                    + " float32 with both.")
        String precision,
    @Key(
            value = "64",
            doc =
                "Rows are padded to a multiple of this many tokens, 1 or more: wider means fewer"
                    + " shapes, narrower means less padding.")
        int bucketWidth,
    @Key(
            value = "\"\"",
            doc =
                "Folder of a model in Hugging Face's layout (Qwen2 architecture, this family's"
                    + " tokenizer) whose weights the training begins with; empty for random ones.")
        String initialModel,
    @Key(value = "200", doc = "Optimizer steps in a round, which is one Spark job, 1 or more.")
        int roundSteps,
    @Key(doc = "Who takes the steps of a round.") WorkerSettings workers,
    @Key(doc = "What is saved.") CheckpointSettings checkpoints,
    @Key(affects = Affects.WATCHING, doc = "What is measured on the way.")
        ValidationSettings validation)
    implements Serializable {
  private static final String COMPLETION = "completion";

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public TrainingSettings {
    new Requirements()
        .atLeast("steps", 0, steps)
        .notNegative("compute", compute)
        .that(
            steps < 0 || compute < 0 || (steps > 0) != (compute > 0),
            "steps",
            steps,
            "1 or more, or compute more than 0 in its place (it is " + compute + ")")
        .atLeast("batch-tokens", 1, batchTokens)
        .atLeast("micro-batch-tokens", 0, microBatchTokens)
        .oneOf("loss-tokens", lossTokens, List.of(COMPLETION, "all"))
        .oneOf("optimizer", optimizer, List.of("adamw", "muon"))
        .positive("learning-rate", learningRate)
        .that(
            finalLearningRateShare >= 0 && finalLearningRateShare <= 1,
            "final-learning-rate-share",
            finalLearningRateShare,
            "0 to 1")
        .that(
            learningRateFallShare > 0 && learningRateFallShare <= 1,
            "learning-rate-fall-share",
            learningRateFallShare,
            "more than 0, to 1")
        .that(
            warmupSteps >= 0 && (warmupSteps <= steps || steps == 0),
            "warmup-steps",
            warmupSteps,
            "0 to steps (" + steps + ")")
        .notNegative("weight-decay", weightDecay)
        .share("adam-beta1", adamBeta1)
        .share("adam-beta2", adamBeta2)
        .positive("adam-epsilon", adamEpsilon)
        .share("muon-momentum", muonMomentum)
        .positive("gradient-clip", gradientClip)
        .oneOf("precision", precision, List.of("float32", "bfloat16"))
        .atLeast("bucket-width", 1, bucketWidth)
        .atLeast("round-steps", 1, roundSteps)
        .check();
  }

  /**
   * The same with steps in place of compute.
   *
   * @throws ConfigurationException if they are fewer than those of the warm-up
   */
  public TrainingSettings withSteps(long derived) {
    return new TrainingSettings(
        derived,
        0,
        batchTokens,
        microBatchTokens,
        lossTokens,
        optimizer,
        learningRate,
        finalLearningRateShare,
        learningRateFallShare,
        warmupSteps,
        weightDecay,
        adamBeta1,
        adamBeta2,
        adamEpsilon,
        muonMomentum,
        gradientClip,
        precision,
        bucketWidth,
        initialModel,
        roundSteps,
        workers,
        checkpoints,
        validation);
  }

  /** Whether the tokens of a prompt are read, but not learned. */
  public boolean masksPrompts() {
    return lossTokens.equals(COMPLETION);
  }
}
