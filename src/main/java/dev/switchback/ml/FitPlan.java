package dev.switchback.ml;

import dev.switchback.config.Identities;
import dev.switchback.config.ModelSettings;
import dev.switchback.token.Tokenizer;
import java.util.Map;
import java.util.Optional;

/**
 * An estimator's params, frozen: its model is a function of this and of the table's rows.
 *
 * @param name for people: the estimator's uid
 * @param columns that are read
 * @param seed of every random draw
 * @param checkpointFolder where fits are kept; empty for nowhere
 */
record FitPlan(
    String name,
    TraceColumns columns,
    TokenizerName tokenizerName,
    ModelSettings settings,
    long seed,
    Optional<String> checkpointFolder) {

  /**
   * Freezes params.
   *
   * @throws IllegalArgumentException if a param is missing or does not fit the others
   */
  static FitPlan of(CausalLmEstimator estimator) {
    return new FitPlan(
        estimator.uid(),
        TraceColumns.of(estimator),
        TokenizerName.of(estimator.getTokenizer()),
        FrozenSettings.ofFit(estimator),
        estimator.getSeed(),
        Optional.of(estimator)
            .filter(params -> params.isDefined(params.checkpointFolder()))
            .map(CheckpointParams::getCheckpointFolder)
            .filter(folder -> !folder.isEmpty()));
  }

  Tokenizer tokenizer() {
    return tokenizerName.tokenizer();
  }

  /** Canonical JSON of what the model depends on beside the rows. */
  String configuration() {
    return Identities.training(settings, seed);
  }

  /** The rows it depends on, by what they have in common with no others. */
  Map<String, String> inputs(TraceTokens traces) {
    return Map.of("tokenizer", tokenizerName.key(), "rows", traces.fingerprint());
  }
}
