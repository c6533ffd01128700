package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import dev.switchback.puzzle.Split;
import java.io.Serializable;
import java.util.List;

/** How completions are drawn from a model. */
public record SamplingSettings(
    @Key(value = "16", doc = "Completions for each problem, 1 or more.") int samples,
    @Key(
            value = "0.7",
            doc = "Divides the logits before a token is drawn; 0 takes the likeliest token.")
        double temperature,
    @Key(value = "0", doc = "Draw from this many likeliest tokens; 0 for all.") int topK,
    @Key(
            value = "1.0",
            doc =
                "Draw from the likeliest tokens that together reach this probability, more than"
                    + " 0 and at most 1; 1 for all.")
        double topP,
    @Key(
            doc =
                "Tokens generated for a completion at most, 1 or more and less than the model's"
                    + " context-length.")
        int maxTokens,
    @Key(
            value = "64",
            affects = Affects.MAKING,
            doc = "Completions decoded together, 1 or more; never changes them.")
        int slots,
    @Key(value = "0", doc = "Problems sampled, the first of the split; 0 for the whole split.")
        int problems,
    @Key(value = "validation", doc = "The split sampled: train, validation or unseen-target.")
        String split,
    @Key(
            value = "float32",
            doc =
                "Arithmetic of linear layers and attention: float32, where no completion depends on"
                    + " which others are drawn with it, or bfloat16, which is faster and may flip a"
                    + " near tie.")
        String precision,
    @Key(value = "false", doc = "Whether each token's log-probability is kept in the table.")
        boolean tokenLogProbabilities)
    implements Serializable {

  /**
   * @throws ConfigurationException with every value that is out of range
   */
  public SamplingSettings {
    new Requirements()
        .atLeast("samples", 1, samples)
        .notNegative("temperature", temperature)
        .that(
            temperature > 0 || samples <= 1,
            "samples",
            samples,
            "1 at temperature = 0, where every completion is the same")
        .atLeast("top-k", 0, topK)
        .that(topP > 0 && topP <= 1, "top-p", topP, "more than 0 and at most 1")
        .atLeast("max-tokens", 1, maxTokens)
        .atLeast("slots", 1, slots)
        .atLeast("problems", 0, problems)
        .oneOf("split", split, List.of("train", "validation", "unseen-target"))
        .oneOf("precision", precision, List.of("float32", "bfloat16"))
        .check();
  }

  /** How many problems of a split of so many are sampled, the first ones. */
  public long reported(Split split, long rows) {
    if (!this.split.equals(split.key())) {
      return 0;
    }
    return problems == 0 ? rows : Math.min(problems, rows);
  }

  /** Whether a token is drawn with the probability that the model gives it at the temperature. */
  boolean drawsFromAllTokens() {
    return temperature > 0 && topK == 0 && topP == 1;
  }

  /** The same, once for each problem. */
  public SamplingSettings once() {
    return new SamplingSettings(
        1, temperature, topK, topP, maxTokens, slots, problems, split, precision, false);
  }

  /** The same, but the likeliest token each time, once for each problem. */
  public SamplingSettings greedy() {
    return new SamplingSettings(
        1, 0, topK, topP, maxTokens, slots, problems, split, precision, false);
  }
}
