package dev.switchback.ml;

import dev.switchback.config.TrainingSettings;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * The steps of a training: AdamW with a cosine schedule.
 *
 * @param <T> the owner, which setters return
 */
public interface OptimizerParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LongParam steps;
    private final IntParam batchTokens;
    private final IntParam microBatchTokens;
    private final DoubleParam learningRate;
    private final DoubleParam finalLearningRateShare;
    private final IntParam warmupSteps;
    private final DoubleParam weightDecay;
    private final DoubleParam adamBeta1;
    private final DoubleParam adamBeta2;
    private final DoubleParam adamEpsilon;
    private final DoubleParam gradientClip;
    private final Param<String> precision;
    private final IntParam bucketWidth;
    private final Param<String> initialModel;

    Held(Params owner) {
      SettingParams settings = new SettingParams(owner, TrainingSettings.class);
      steps = settings.ofLong("steps", ParamValidators.gtEq(1));
      batchTokens = settings.ofInt("batchTokens", ParamValidators.gtEq(1));
      microBatchTokens = settings.ofInt("microBatchTokens", ParamValidators.gtEq(0));
      learningRate = settings.ofDouble("learningRate", ParamValidators.gt(0));
      finalLearningRateShare =
          settings.ofDouble("finalLearningRateShare", ParamValidators.inRange(0, 1));
      warmupSteps = settings.ofInt("warmupSteps", ParamValidators.gtEq(0));
      weightDecay = settings.ofDouble("weightDecay", ParamValidators.gtEq(0));
      adamBeta1 = settings.ofDouble("adamBeta1", ParamValidators.inRange(0, 1, true, false));
      adamBeta2 = settings.ofDouble("adamBeta2", ParamValidators.inRange(0, 1, true, false));
      adamEpsilon = settings.ofDouble("adamEpsilon", ParamValidators.gt(0));
      gradientClip = settings.ofDouble("gradientClip", ParamValidators.gt(0));
      precision = settings.ofText("precision", List.of("float32", "bfloat16"));
      bucketWidth = settings.ofInt("bucketWidth", ParamValidators.gtEq(1));
      initialModel = settings.ofText("initialModel");
    }
  }

  /** Where they are held. */
  Held optimizerParams();

  /** See {@link TrainingSettings#steps()}. */
  default LongParam steps() {
    return optimizerParams().steps;
  }

  default long getSteps() {
    return (long) getOrDefault(steps());
  }

  default T setSteps(long value) {
    return Owner.set(this, steps(), value);
  }

  /** See {@link TrainingSettings#batchTokens()}. */
  default IntParam batchTokens() {
    return optimizerParams().batchTokens;
  }

  default int getBatchTokens() {
    return (int) getOrDefault(batchTokens());
  }

  default T setBatchTokens(int value) {
    return Owner.set(this, batchTokens(), value);
  }

  /** See {@link TrainingSettings#microBatchTokens()}. */
  default IntParam microBatchTokens() {
    return optimizerParams().microBatchTokens;
  }

  default int getMicroBatchTokens() {
    return (int) getOrDefault(microBatchTokens());
  }

  default T setMicroBatchTokens(int value) {
    return Owner.set(this, microBatchTokens(), value);
  }

  /** See {@link TrainingSettings#learningRate()}. */
  default DoubleParam learningRate() {
    return optimizerParams().learningRate;
  }

  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  default T setLearningRate(double value) {
    return Owner.set(this, learningRate(), value);
  }

  /** See {@link TrainingSettings#finalLearningRateShare()}. */
  default DoubleParam finalLearningRateShare() {
    return optimizerParams().finalLearningRateShare;
  }

  default double getFinalLearningRateShare() {
    return (double) getOrDefault(finalLearningRateShare());
  }

  default T setFinalLearningRateShare(double value) {
    return Owner.set(this, finalLearningRateShare(), value);
  }

  /** See {@link TrainingSettings#warmupSteps()}. */
  default IntParam warmupSteps() {
    return optimizerParams().warmupSteps;
  }

  default int getWarmupSteps() {
    return (int) getOrDefault(warmupSteps());
  }

  default T setWarmupSteps(int value) {
    return Owner.set(this, warmupSteps(), value);
  }

  /** See {@link TrainingSettings#weightDecay()}. */
  default DoubleParam weightDecay() {
    return optimizerParams().weightDecay;
  }

  default double getWeightDecay() {
    return (double) getOrDefault(weightDecay());
  }

  default T setWeightDecay(double value) {
    return Owner.set(this, weightDecay(), value);
  }

  /** See {@link TrainingSettings#adamBeta1()}. */
  default DoubleParam adamBeta1() {
    return optimizerParams().adamBeta1;
  }

  default double getAdamBeta1() {
    return (double) getOrDefault(adamBeta1());
  }

  default T setAdamBeta1(double value) {
    return Owner.set(this, adamBeta1(), value);
  }

  /** See {@link TrainingSettings#adamBeta2()}. */
  default DoubleParam adamBeta2() {
    return optimizerParams().adamBeta2;
  }

  default double getAdamBeta2() {
    return (double) getOrDefault(adamBeta2());
  }

  default T setAdamBeta2(double value) {
    return Owner.set(this, adamBeta2(), value);
  }

  /** See {@link TrainingSettings#adamEpsilon()}. */
  default DoubleParam adamEpsilon() {
    return optimizerParams().adamEpsilon;
  }

  default double getAdamEpsilon() {
    return (double) getOrDefault(adamEpsilon());
  }

  default T setAdamEpsilon(double value) {
    return Owner.set(this, adamEpsilon(), value);
  }

  /** See {@link TrainingSettings#gradientClip()}. */
  default DoubleParam gradientClip() {
    return optimizerParams().gradientClip;
  }

  default double getGradientClip() {
    return (double) getOrDefault(gradientClip());
  }

  default T setGradientClip(double value) {
    return Owner.set(this, gradientClip(), value);
  }

  /** See {@link TrainingSettings#precision()}. */
  default Param<String> precision() {
    return optimizerParams().precision;
  }

  default String getPrecision() {
    return getOrDefault(precision());
  }

  default T setPrecision(String value) {
    return Owner.set(this, precision(), value);
  }

  /** See {@link TrainingSettings#bucketWidth()}. */
  default IntParam bucketWidth() {
    return optimizerParams().bucketWidth;
  }

  default int getBucketWidth() {
    return (int) getOrDefault(bucketWidth());
  }

  default T setBucketWidth(int value) {
    return Owner.set(this, bucketWidth(), value);
  }

  /** See {@link TrainingSettings#initialModel()}. */
  default Param<String> initialModel() {
    return optimizerParams().initialModel;
  }

  default String getInitialModel() {
    return getOrDefault(initialModel());
  }

  default T setInitialModel(String value) {
    return Owner.set(this, initialModel(), value);
  }
}
