package dev.switchback.ml;

import dev.switchback.experiment.Experiment;
import dev.switchback.experiment.SamplingSettings;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How completions are drawn, of the estimator, which hands them on, and of the model. Params that
 * are settings of a configuration file too can be set by their keys there within a model's section:
 * {@code training.adam-beta2}.
 *
 * @param <T> the owner, which setters return
 */
public interface CompletionParams<T extends Params> extends Params {
  /** The params of this owner. */
  SettingParams<T> settingParams();

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException if there is no such key; the nearest one is named
   * @throws java.util.NoSuchElementException if it is not set and has no default
   */
  default Object getSetting(String key) {
    return getOrDefault(settingParams().ofKey(key));
  }

  /**
   * Sets a setting to a value as a file could have it.
   *
   * @throws IllegalArgumentException if there is no such key, and the nearest one is named, or the
   *     value is of another type or out of range
   */
  default T setSetting(String key, Object value) {
    return settingParams().setKey(key, value);
  }

  /** The string column of prompts. */
  default Param<String> promptCol() {
    return settingParams().ofText("promptCol");
  }

  default String getPromptCol() {
    return getOrDefault(promptCol());
  }

  default T setPromptCol(String value) {
    return settingParams().set(promptCol(), value);
  }

  /** The string column that is added. */
  default Param<String> outputCol() {
    return settingParams().ofText("outputCol");
  }

  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  default T setOutputCol(String value) {
    return settingParams().set(outputCol(), value);
  }

  /** The column of log-probabilities that is added, or empty. */
  default Param<String> logProbabilityCol() {
    return settingParams().ofText("logProbabilityCol");
  }

  default String getLogProbabilityCol() {
    return getOrDefault(logProbabilityCol());
  }

  default T setLogProbabilityCol(String value) {
    return settingParams().set(logProbabilityCol(), value);
  }

  /** See {@link SamplingSettings#maxTokens()}. */
  default IntParam maxTokens() {
    return settingParams().ofInt("maxTokens");
  }

  default int getMaxTokens() {
    return (int) getOrDefault(maxTokens());
  }

  default T setMaxTokens(int value) {
    return settingParams().set(maxTokens(), value);
  }

  /** See {@link SamplingSettings#temperature()}. */
  default DoubleParam temperature() {
    return settingParams().ofDouble("temperature");
  }

  default double getTemperature() {
    return (double) getOrDefault(temperature());
  }

  default T setTemperature(double value) {
    return settingParams().set(temperature(), value);
  }

  /** See {@link SamplingSettings#topK()}. */
  default IntParam topK() {
    return settingParams().ofInt("topK");
  }

  default int getTopK() {
    return (int) getOrDefault(topK());
  }

  default T setTopK(int value) {
    return settingParams().set(topK(), value);
  }

  /** See {@link SamplingSettings#topP()}. */
  default DoubleParam topP() {
    return settingParams().ofDouble("topP");
  }

  default double getTopP() {
    return (double) getOrDefault(topP());
  }

  default T setTopP(double value) {
    return settingParams().set(topP(), value);
  }

  /** See {@link SamplingSettings#slots()}. */
  default IntParam slots() {
    return settingParams().ofInt("slots");
  }

  default int getSlots() {
    return (int) getOrDefault(slots());
  }

  default T setSlots(int value) {
    return settingParams().set(slots(), value);
  }

  /** See {@link Experiment#seed()}. */
  default LongParam seed() {
    return settingParams().ofLong("seed");
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  default T setSeed(long value) {
    return settingParams().set(seed(), value);
  }

  /**
   * A table's columns with those that are added to it.
   *
   * @throws IllegalArgumentException if there is a column of that name
   */
  default StructType withCompletions(StructType schema) {
    StructType completed = Columns.with(schema, "outputCol", getOutputCol(), DataTypes.StringType);
    return getLogProbabilityCol().isEmpty()
        ? completed
        : Columns.with(
            completed, "logProbabilityCol", getLogProbabilityCol(), DataTypes.DoubleType);
  }
}
