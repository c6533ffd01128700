package dev.switchback.ml;

import dev.switchback.config.ArchitectureSettings;
import dev.switchback.config.CheckpointSettings;
import dev.switchback.config.ConfigurationException;
import dev.switchback.config.DeclaredSetting;
import dev.switchback.config.ModelSettings;
import dev.switchback.config.SamplingSettings;
import dev.switchback.config.TraceStyle;
import dev.switchback.config.TrainingSettings;
import dev.switchback.config.ValidationSettings;
import dev.switchback.config.WorkerSettings;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params as the records that the command line's stages have too, which check what no param can
 * check alone.
 */
final class FrozenSettings {
  private FrozenSettings() {}

  /**
   * What a fit depends on beside its rows. The style of a model says nothing here, because its rows
   * are given.
   *
   * @throws IllegalArgumentException if a param is missing or does not fit the others
   */
  static ModelSettings ofFit(CausalLmEstimator estimator) {
    require(estimator, estimator.steps(), "fit");
    return checked(
        "fit " + estimator.uid(),
        () ->
            new ModelSettings(
                TraceStyle.DIRECT,
                List.of(),
                architecture(estimator),
                training(estimator),
                sampling(
                    estimator,
                    estimator.isDefined(estimator.maxTokens()) ? estimator.getMaxTokens() : 1),
                ""));
  }

  /**
   * How completions are drawn.
   *
   * @throws IllegalArgumentException if a param is missing or does not fit the others
   */
  static SamplingSettings ofCompletions(CausalLmModel model) {
    require(model, model.maxTokens(), "transform with");
    int contextLength = model.architecture().contextLength();
    if (model.getMaxTokens() >= contextLength) {
      throw new IllegalArgumentException(
          "Cannot transform with "
              + model.uid()
              + ": maxTokens = "
              + model.getMaxTokens()
              + ", expected less than contextLength = "
              + contextLength
              + ", which holds the prompt as well");
    }
    return checked("transform with " + model.uid(), () -> sampling(model, model.getMaxTokens()));
  }

  private static ArchitectureSettings architecture(ArchitectureParams<?> params) {
    return new ArchitectureSettings(
        params.getPreset(),
        params.getHiddenSize(),
        params.getLayers(),
        params.getAttentionHeads(),
        params.getKeyValueHeads(),
        params.getFeedForwardSize(),
        params.getContextLength(),
        params.getRopeTheta(),
        params.getNormEpsilon(),
        params.getInitializerRange(),
        params.getTiedEmbeddings());
  }

  private static TrainingSettings training(CausalLmEstimator params) {
    return new TrainingSettings(
        params.getSteps(),
        params.getBatchTokens(),
        params.getMicroBatchTokens(),
        params.getLearningRate(),
        params.getFinalLearningRateShare(),
        params.getWarmupSteps(),
        params.getWeightDecay(),
        params.getAdamBeta1(),
        params.getAdamBeta2(),
        params.getAdamEpsilon(),
        params.getGradientClip(),
        params.getPrecision(),
        params.getBucketWidth(),
        params.getInitialModel(),
        params.getRoundSteps(),
        new WorkerSettings(
            params.getWorkers(),
            params.getOuterLearningRate(),
            params.getOuterMomentum(),
            params.getWaitMinutes(),
            params.getStallMinutes()),
        new CheckpointSettings(
            params.getCheckpointInterval(), params.getKeptCheckpoints(), "float32"),
        new ValidationSettings(params.getValidationInterval(), params.getValidationRows(), 0));
  }

  /** One completion of each prompt, of whatever table the prompts come from. */
  private static SamplingSettings sampling(CompletionParams<?> params, int maxTokens) {
    return new SamplingSettings(
        1,
        params.getTemperature(),
        params.getTopK(),
        params.getTopP(),
        maxTokens,
        params.getSlots(),
        0,
        "validation",
        "float32",
        false);
  }

  private static void require(Params owner, Param<?> param, String purpose) {
    if (!owner.isDefined(param)) {
      throw new IllegalArgumentException(
          "Cannot "
              + purpose
              + " "
              + owner.uid()
              + ": "
              + param.name()
              + " is not set, expected: "
              + param.doc());
    }
  }

  private static <S> S checked(String purpose, Supplier<S> settings) {
    try {
      return settings.get();
    } catch (ConfigurationException impossible) {
      String problems =
          impossible.problems().stream()
              .map(problem -> problem.replaceFirst("^Cannot use ((training|sampling)\\.)?", ""))
              .map(DeclaredSetting::inComponents)
              .collect(Collectors.joining("; "));
      throw new IllegalArgumentException("Cannot " + purpose + ": " + problems, impossible);
    }
  }
}
