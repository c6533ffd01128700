package dev.switchback.ml;

import dev.switchback.config.Experiment;
import dev.switchback.config.SamplingSettings;
import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How completions are drawn, of the estimator, which hands them on, and of the model.
 *
 * @param <T> the owner, which setters return
 */
public interface CompletionParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> promptCol;
    private final Param<String> outputCol;
    private final Param<String> logProbabilityCol;
    private final IntParam maxTokens;
    private final DoubleParam temperature;
    private final IntParam topK;
    private final DoubleParam topP;
    private final IntParam slots;
    private final LongParam seed;

    Held(Params owner) {
      SettingParams settings = new SettingParams(owner, SamplingSettings.class);
      promptCol = new Param<>(owner, "promptCol", "String column of prompts: texts that go on.");
      outputCol =
          new Param<>(
              owner,
              "outputCol",
              "String column that is added: what the model writes after the prompt.");
      logProbabilityCol =
          new Param<>(
              owner,
              "logProbabilityCol",
              "Column of doubles that is added: how probable the model found what it wrote, in nats,"
                  + " at temperature 1; empty for none.");
      owner.setDefault(promptCol, "prompt");
      owner.setDefault(logProbabilityCol, "");
      owner.setDefault(outputCol, "completion");
      maxTokens = settings.ofInt("maxTokens", ParamValidators.gtEq(1));
      temperature = settings.ofDouble("temperature", ParamValidators.gtEq(0));
      topK = settings.ofInt("topK", ParamValidators.gtEq(0));
      topP = settings.ofDouble("topP", ParamValidators.inRange(0, 1, false, true));
      slots = settings.ofInt("slots", ParamValidators.gtEq(1));
      seed = new SettingParams(owner, Experiment.class).ofLong("seed");
    }
  }

  /** Where they are held. */
  Held completionParams();

  /** A string column. */
  default Param<String> promptCol() {
    return completionParams().promptCol;
  }

  default String getPromptCol() {
    return getOrDefault(promptCol());
  }

  default T setPromptCol(String value) {
    return Owner.set(this, promptCol(), value);
  }

  /** The string column that is added. */
  default Param<String> outputCol() {
    return completionParams().outputCol;
  }

  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  default T setOutputCol(String value) {
    return Owner.set(this, outputCol(), value);
  }

  /** The column of log-probabilities that is added, or empty. */
  default Param<String> logProbabilityCol() {
    return completionParams().logProbabilityCol;
  }

  default String getLogProbabilityCol() {
    return getOrDefault(logProbabilityCol());
  }

  default T setLogProbabilityCol(String value) {
    return Owner.set(this, logProbabilityCol(), value);
  }

  /** See {@link SamplingSettings#maxTokens()}. */
  default IntParam maxTokens() {
    return completionParams().maxTokens;
  }

  default int getMaxTokens() {
    return (int) getOrDefault(maxTokens());
  }

  default T setMaxTokens(int value) {
    return Owner.set(this, maxTokens(), value);
  }

  /** See {@link SamplingSettings#temperature()}. */
  default DoubleParam temperature() {
    return completionParams().temperature;
  }

  default double getTemperature() {
    return (double) getOrDefault(temperature());
  }

  default T setTemperature(double value) {
    return Owner.set(this, temperature(), value);
  }

  /** See {@link SamplingSettings#topK()}. */
  default IntParam topK() {
    return completionParams().topK;
  }

  default int getTopK() {
    return (int) getOrDefault(topK());
  }

  default T setTopK(int value) {
    return Owner.set(this, topK(), value);
  }

  /** See {@link SamplingSettings#topP()}. */
  default DoubleParam topP() {
    return completionParams().topP;
  }

  default double getTopP() {
    return (double) getOrDefault(topP());
  }

  default T setTopP(double value) {
    return Owner.set(this, topP(), value);
  }

  /** See {@link SamplingSettings#slots()}. */
  default IntParam slots() {
    return completionParams().slots;
  }

  default int getSlots() {
    return (int) getOrDefault(slots());
  }

  default T setSlots(int value) {
    return Owner.set(this, slots(), value);
  }

  /** See {@link Experiment#seed()}. */
  default LongParam seed() {
    return completionParams().seed;
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  default T setSeed(long value) {
    return Owner.set(this, seed(), value);
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
