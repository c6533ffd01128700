package dev.switchback.ml;

import dev.switchback.experiment.ArchitectureSettings;
import dev.switchback.experiment.CheckpointSettings;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.experiment.ValidationSettings;
import dev.switchback.experiment.WorkerSettings;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * What an estimator trains on, the shape of its transformer, its training, and how its model draws
 * completions. Settings without a getter and a setter here have those by key.
 *
 * @param <T> the owner, which setters return
 */
public interface TrainingParams<T extends Params> extends CompletionParams<T> {
  /** A string or binary column of traces. */
  default Param<String> inputCol() {
    return settingParams().ofText("inputCol");
  }

  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  default T setInputCol(String value) {
    return settingParams().set(inputCol(), value);
  }

  /** What turns texts into tokens. */
  default Param<String> tokenizer() {
    return settingParams().ofText("tokenizer");
  }

  default String getTokenizer() {
    return getOrDefault(tokenizer());
  }

  default T setTokenizer(String value) {
    return settingParams().set(tokenizer(), value);
  }

  /** See {@link ArchitectureSettings#preset()}. */
  default Param<String> preset() {
    return settingParams().ofText("preset");
  }

  default String getPreset() {
    return getOrDefault(preset());
  }

  default T setPreset(String value) {
    return settingParams().set(preset(), value);
  }

  /** See {@link ArchitectureSettings#hiddenSize()}. */
  default IntParam hiddenSize() {
    return settingParams().ofInt("hiddenSize");
  }

  default int getHiddenSize() {
    return (int) getOrDefault(hiddenSize());
  }

  default T setHiddenSize(int value) {
    return settingParams().set(hiddenSize(), value);
  }

  /** See {@link ArchitectureSettings#layers()}. */
  default IntParam layers() {
    return settingParams().ofInt("layers");
  }

  default int getLayers() {
    return (int) getOrDefault(layers());
  }

  default T setLayers(int value) {
    return settingParams().set(layers(), value);
  }

  /** See {@link ArchitectureSettings#attentionHeads()}. */
  default IntParam attentionHeads() {
    return settingParams().ofInt("attentionHeads");
  }

  default int getAttentionHeads() {
    return (int) getOrDefault(attentionHeads());
  }

  default T setAttentionHeads(int value) {
    return settingParams().set(attentionHeads(), value);
  }

  /** See {@link ArchitectureSettings#keyValueHeads()}. */
  default IntParam keyValueHeads() {
    return settingParams().ofInt("keyValueHeads");
  }

  default int getKeyValueHeads() {
    return (int) getOrDefault(keyValueHeads());
  }

  default T setKeyValueHeads(int value) {
    return settingParams().set(keyValueHeads(), value);
  }

  /** See {@link ArchitectureSettings#feedForwardSize()}. */
  default IntParam feedForwardSize() {
    return settingParams().ofInt("feedForwardSize");
  }

  default int getFeedForwardSize() {
    return (int) getOrDefault(feedForwardSize());
  }

  default T setFeedForwardSize(int value) {
    return settingParams().set(feedForwardSize(), value);
  }

  /** See {@link ArchitectureSettings#contextLength()}. */
  default IntParam contextLength() {
    return settingParams().ofInt("contextLength");
  }

  default int getContextLength() {
    return (int) getOrDefault(contextLength());
  }

  default T setContextLength(int value) {
    return settingParams().set(contextLength(), value);
  }

  /** See {@link TrainingSettings#initialModel()}. */
  default Param<String> initialModel() {
    return settingParams().ofText("initialModel");
  }

  default String getInitialModel() {
    return getOrDefault(initialModel());
  }

  default T setInitialModel(String value) {
    return settingParams().set(initialModel(), value);
  }

  /** See {@link TrainingSettings#steps()}. */
  default LongParam steps() {
    return settingParams().ofLong("steps");
  }

  default long getSteps() {
    return (long) getOrDefault(steps());
  }

  default T setSteps(long value) {
    return settingParams().set(steps(), value);
  }

  /** See {@link TrainingSettings#batchTokens()}. */
  default IntParam batchTokens() {
    return settingParams().ofInt("batchTokens");
  }

  default int getBatchTokens() {
    return (int) getOrDefault(batchTokens());
  }

  default T setBatchTokens(int value) {
    return settingParams().set(batchTokens(), value);
  }

  /** See {@link TrainingSettings#optimizer()}. */
  default Param<String> optimizer() {
    return settingParams().ofText("optimizer");
  }

  default String getOptimizer() {
    return getOrDefault(optimizer());
  }

  default T setOptimizer(String value) {
    return settingParams().set(optimizer(), value);
  }

  /** See {@link TrainingSettings#learningRate()}. */
  default DoubleParam learningRate() {
    return settingParams().ofDouble("learningRate");
  }

  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  default T setLearningRate(double value) {
    return settingParams().set(learningRate(), value);
  }

  /** See {@link TrainingSettings#warmupSteps()}. */
  default IntParam warmupSteps() {
    return settingParams().ofInt("warmupSteps");
  }

  default int getWarmupSteps() {
    return (int) getOrDefault(warmupSteps());
  }

  default T setWarmupSteps(int value) {
    return settingParams().set(warmupSteps(), value);
  }

  /** See {@link TrainingSettings#precision()}. */
  default Param<String> precision() {
    return settingParams().ofText("precision");
  }

  default String getPrecision() {
    return getOrDefault(precision());
  }

  default T setPrecision(String value) {
    return settingParams().set(precision(), value);
  }

  /** See {@link TrainingSettings#bucketWidth()}. */
  default IntParam bucketWidth() {
    return settingParams().ofInt("bucketWidth");
  }

  default int getBucketWidth() {
    return (int) getOrDefault(bucketWidth());
  }

  default T setBucketWidth(int value) {
    return settingParams().set(bucketWidth(), value);
  }

  /** See {@link TrainingSettings#roundSteps()}. */
  default IntParam roundSteps() {
    return settingParams().ofInt("roundSteps");
  }

  default int getRoundSteps() {
    return (int) getOrDefault(roundSteps());
  }

  default T setRoundSteps(int value) {
    return settingParams().set(roundSteps(), value);
  }

  /** See {@link WorkerSettings#count()}. */
  default IntParam workers() {
    return settingParams().ofInt("workers");
  }

  default int getWorkers() {
    return (int) getOrDefault(workers());
  }

  default T setWorkers(int value) {
    return settingParams().set(workers(), value);
  }

  /** Where a fit saves, and from where it goes on. */
  default Param<String> checkpointFolder() {
    return settingParams().ofText("checkpointFolder");
  }

  default String getCheckpointFolder() {
    return getOrDefault(checkpointFolder());
  }

  default T setCheckpointFolder(String value) {
    return settingParams().set(checkpointFolder(), value);
  }

  /** See {@link CheckpointSettings#everySteps()}. */
  default IntParam checkpointInterval() {
    return settingParams().ofInt("checkpointInterval");
  }

  default int getCheckpointInterval() {
    return (int) getOrDefault(checkpointInterval());
  }

  default T setCheckpointInterval(int value) {
    return settingParams().set(checkpointInterval(), value);
  }

  /** A boolean column of rows that are only measured on. */
  default Param<String> validationIndicatorCol() {
    return settingParams().ofText("validationIndicatorCol");
  }

  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  default T setValidationIndicatorCol(String value) {
    return settingParams().set(validationIndicatorCol(), value);
  }

  /** See {@link ValidationSettings#everySteps()}. */
  default IntParam validationInterval() {
    return settingParams().ofInt("validationInterval");
  }

  default int getValidationInterval() {
    return (int) getOrDefault(validationInterval());
  }

  default T setValidationInterval(int value) {
    return settingParams().set(validationInterval(), value);
  }

  /** See {@link ValidationSettings#rows()}. */
  default IntParam validationRows() {
    return settingParams().ofInt("validationRows");
  }

  default int getValidationRows() {
    return (int) getOrDefault(validationRows());
  }

  default T setValidationRows(int value) {
    return settingParams().set(validationRows(), value);
  }
}
