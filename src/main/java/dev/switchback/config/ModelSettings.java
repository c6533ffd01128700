package dev.switchback.config;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;

/** One model of an experiment: what it learns to write, its shape, its training, its sampling. */
public record ModelSettings(
    @Key(doc = "What the model learns to write: direct (only a solution) or backtracking.")
        TraceStyle style,
    @Key(
            value = "[dfs-sum, dfs-mult]",
            doc =
                "Searches a backtracking model learns from, dfs-sum or dfs-mult, one drawn for"
                    + " each problem; without meaning for a direct model.")
        List<String> searches,
    @Key(doc = "The shape of the transformer.") ArchitectureSettings architecture,
    @Key(doc = "How it is trained.") TrainingSettings training,
    @Key(doc = "How completions are drawn from it.") SamplingSettings sampling)
    implements Serializable {
  private static final List<String> SEARCHES = List.of("dfs-sum", "dfs-mult");

  /**
   * @throws ConfigurationException with every value that does not fit the others
   */
  public ModelSettings {
    searches = List.copyOf(searches);
    Requirements requirements = new Requirements();
    requirements.that(
        SEARCHES.containsAll(searches), "searches", searches, "dfs-sum and dfs-mult only");
    requirements.that(
        searches.size() == new LinkedHashSet<>(searches).size(),
        "searches",
        searches,
        "each search once");
    requirements.that(
        style == TraceStyle.DIRECT || !searches.isEmpty(),
        "searches",
        searches,
        "at least one search for a backtracking model");
    requirements.that(
        training.batchTokens() >= architecture.contextLength(),
        "training.batch-tokens",
        training.batchTokens(),
        "at least one row of context-length = " + architecture.contextLength() + " tokens");
    requirements.that(
        sampling.maxTokens() < architecture.contextLength(),
        "sampling.max-tokens",
        sampling.maxTokens(),
        "less than context-length = "
            + architecture.contextLength()
            + ", which holds the prompt as well");
    requirements.check();
  }
}
