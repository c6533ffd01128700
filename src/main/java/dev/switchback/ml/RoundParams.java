package dev.switchback.ml;

import dev.switchback.config.TrainingSettings;
import dev.switchback.config.WorkerSettings;
import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * The rounds of a training, each of which is one Spark job, and the workers that take its steps.
 *
 * @param <T> the owner, which setters return
 */
public interface RoundParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final IntParam roundSteps;
    private final IntParam workers;
    private final DoubleParam outerLearningRate;
    private final DoubleParam outerMomentum;
    private final IntParam waitMinutes;
    private final IntParam stallMinutes;

    Held(Params owner) {
      SettingParams training = new SettingParams(owner, TrainingSettings.class);
      SettingParams settings = new SettingParams(owner, WorkerSettings.class);
      roundSteps = training.ofInt("roundSteps", ParamValidators.gtEq(1));
      workers = settings.ofInt("workers", "count", ParamValidators.gtEq(1));
      outerLearningRate = settings.ofDouble("outerLearningRate", ParamValidators.gt(0));
      outerMomentum =
          settings.ofDouble("outerMomentum", ParamValidators.inRange(0, 1, true, false));
      waitMinutes = settings.ofInt("waitMinutes", ParamValidators.gtEq(1));
      stallMinutes = settings.ofInt("stallMinutes", ParamValidators.gtEq(1));
    }
  }

  /** Where they are held. */
  Held roundParams();

  /** See {@link TrainingSettings#roundSteps()}. */
  default IntParam roundSteps() {
    return roundParams().roundSteps;
  }

  default int getRoundSteps() {
    return (int) getOrDefault(roundSteps());
  }

  default T setRoundSteps(int value) {
    return Owner.set(this, roundSteps(), value);
  }

  /** See {@link WorkerSettings#count()}. */
  default IntParam workers() {
    return roundParams().workers;
  }

  default int getWorkers() {
    return (int) getOrDefault(workers());
  }

  default T setWorkers(int value) {
    return Owner.set(this, workers(), value);
  }

  /** See {@link WorkerSettings#outerLearningRate()}. */
  default DoubleParam outerLearningRate() {
    return roundParams().outerLearningRate;
  }

  default double getOuterLearningRate() {
    return (double) getOrDefault(outerLearningRate());
  }

  default T setOuterLearningRate(double value) {
    return Owner.set(this, outerLearningRate(), value);
  }

  /** See {@link WorkerSettings#outerMomentum()}. */
  default DoubleParam outerMomentum() {
    return roundParams().outerMomentum;
  }

  default double getOuterMomentum() {
    return (double) getOrDefault(outerMomentum());
  }

  default T setOuterMomentum(double value) {
    return Owner.set(this, outerMomentum(), value);
  }

  /** See {@link WorkerSettings#waitMinutes()}. */
  default IntParam waitMinutes() {
    return roundParams().waitMinutes;
  }

  default int getWaitMinutes() {
    return (int) getOrDefault(waitMinutes());
  }

  default T setWaitMinutes(int value) {
    return Owner.set(this, waitMinutes(), value);
  }

  /** See {@link WorkerSettings#stallMinutes()}. */
  default IntParam stallMinutes() {
    return roundParams().stallMinutes;
  }

  default int getStallMinutes() {
    return (int) getOrDefault(stallMinutes());
  }

  default T setStallMinutes(int value) {
    return Owner.set(this, stallMinutes(), value);
  }
}
