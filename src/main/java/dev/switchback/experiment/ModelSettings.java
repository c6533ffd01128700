package dev.switchback.experiment;

import dev.switchback.config.Affects;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.Key;
import dev.switchback.config.Requirements;
import dev.switchback.trace.SearchCatalogue;
import dev.switchback.trace.SearchMixture;
import dev.switchback.trace.TraceStyle;
import java.io.Serializable;
import java.util.List;

/** One model of an experiment: what it learns to write, its shape, its training, its sampling. */
public record ModelSettings(
    @Key(
            affects = Affects.CHOICE,
            doc =
                "What the model learns to write: direct (only a solution), or its whole search:"
                    + " backtracking, mix or think; terse is either in a grammar of few tokens.")
        TraceStyle style,
    @Key(
            value = "[]",
            affects = Affects.CHOICE,
            doc =
                "Searches the model learns from, one drawn for each problem: dfs-sum, dfs-mult,"
                    + " think, bfs-1 to bfs-5 (with the heuristic mult, or the one named after it,"
                    + " as in bfs-3-sum), or mix, the study's mixture. A weight may stand before a"
                    + " search, as in [3 dfs-sum, think]. Where none is given, the style's own:"
                    + " dfs-sum and dfs-mult for backtracking, mix for mix, think for think. In"
                    + " Sudoku: strategy (the default for backtracking), naive or plain; in stacked"
                    + " CountDown: stacked-dfs. For terse: terse-dfs-sum, terse-dfs-mult (both are"
                    + " the default), terse-think or terse-direct, in Sudoku terse-plain (the"
                    + " default) or terse-direct. Without meaning for a direct model.")
        List<String> searches,
    @Key(affects = Affects.MODEL, doc = "The shape of the transformer.")
        ArchitectureSettings architecture,
    @Key(affects = Affects.MODEL, doc = "How it is trained.") TrainingSettings training,
    @Key(affects = Affects.SAMPLES, doc = "How completions are drawn from it.")
        SamplingSettings sampling,
    @Key(
            value = "\"\"",
            affects = Affects.CHOICE,
            doc =
                "Name of another model of the experiment, equal but for sampling, whose weights"
                    + " this one is: completions are drawn from one training in several ways. Empty"
                    + " for a training of its own.")
        String reuseWeightsFrom,
    @Key(
            value = "\"\"",
            affects = Affects.CHOICE,
            doc =
                "Name of another model of the experiment, of the same shape and style, from whose"
                    + " weights this one goes on, trained by rewards in the stage grpo; its section"
                    + " training is then without meaning. Empty for none.")
        String reinforcedFrom,
    @Key(
            affects = Affects.REINFORCEMENT,
            doc = "How it is trained by rewards, where reinforced-from is set.")
        GrpoSettings grpo,
    @Key(
            value = "1",
            affects = Affects.CHOICE,
            doc =
                "How often the model is trained and sampled, 1 or more: each time with other"
                    + " initial weights and another order of rows. Intervals then hold for the next"
                    + " training as well, and not only for the next problems.")
        int replicates)
    implements Serializable {
  /**
   * @throws ConfigurationException with every value that does not fit the others
   */
  public ModelSettings {
    searches = List.copyOf(searches);
    Requirements requirements = new Requirements();
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
    requirements.that(
        grpo.maxTokens() < architecture.contextLength(),
        "grpo.max-tokens",
        grpo.maxTokens(),
        "less than context-length = "
            + architecture.contextLength()
            + ", which holds the prompt as well");
    requirements.that(
        reuseWeightsFrom.isEmpty() || reinforcedFrom.isEmpty(),
        "reinforced-from",
        reinforcedFrom,
        "a name only where reuse-weights-from has none (it is " + reuseWeightsFrom + ")");
    requirements.atLeast("replicates", 1, replicates);
    requirements.check();
  }

  /** The same with the searches that are usual in a family, where none are given. */
  ModelSettings withSearches(SearchCatalogue family) {
    return searches.isEmpty()
        ? new ModelSettings(
            style,
            family.usual(style),
            architecture,
            training,
            sampling,
            reuseWeightsFrom,
            reinforcedFrom,
            grpo,
            replicates)
        : this;
  }

  /** Whether it is trained on traces, and neither another model's weights nor reinforced. */
  public boolean trained() {
    return reuseWeightsFrom.isEmpty() && reinforcedFrom.isEmpty();
  }

  /** Whether it goes on from another model, trained by rewards. */
  public boolean reinforced() {
    return !reinforcedFrom.isEmpty();
  }

  /**
   * The name of the traces that it learns from, which are a table: its style, or, if it writes
   * solutions in the terse grammar, another, so that a run can have both.
   */
  public String traces(SearchCatalogue family) {
    boolean terseSolutions = style == TraceStyle.TERSE && answersAtOnce(family);
    return terseSolutions ? style.key() + "-" + TraceStyle.DIRECT.key() : style.key();
  }

  /** Whether it writes solutions alone, and not the search for them. */
  public boolean answersAtOnce(SearchCatalogue family) {
    return family.isStraight(mixture(family));
  }

  /** The searches of a family with their weights, none for direct solutions. */
  public SearchMixture mixture(SearchCatalogue family) {
    return style == TraceStyle.DIRECT ? SearchMixture.NONE : SearchMixture.of(searches, family);
  }
}
