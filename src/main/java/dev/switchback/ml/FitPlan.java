package dev.switchback.ml;

import dev.switchback.experiment.Identities;
import dev.switchback.experiment.ModelSettings;
import dev.switchback.token.Tokenizer;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.param.Params;

/**
 * An estimator's params, frozen: its model is a function of this and of the table's rows.
 *
 * @param name for people: the estimator's uid
 * @param source the columns that are read
 * @param seed of every random draw
 * @param checkpointFolder where fits are kept; empty for nowhere
 */
record FitPlan(
    String name,
    TraceTokens.Source source,
    TokenizerName tokenizerName,
    ModelSettings settings,
    long seed,
    Optional<String> checkpointFolder) {

  /** A fit draws no completions, so that how long they may be need not be said before it. */
  private static final Map<String, Object> WITHOUT_COMPLETIONS = Map.of("sampling.max-tokens", 1);

  /**
   * Freezes params. The style of a model says nothing here, because its rows are given.
   *
   * @throws IllegalArgumentException if a param is missing or does not fit the others
   */
  static <T extends Params> FitPlan of(TrainingParams<T> params) {
    SettingParams<T> held = params.settingParams();
    ModelSettings settings = held.settings(ModelSettings.class, "", WITHOUT_COMPLETIONS, "fit");
    TraceTokens.Source source = TraceTokens.Source.of(params);
    return new FitPlan(
        params.uid(),
        settings.training().masksPrompts() ? source : source.withoutPrompt(),
        TokenizerName.of(params.getTokenizer()),
        settings,
        params.getSeed(),
        held.given(params.checkpointFolder()));
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
