package dev.switchback.ml;

import dev.switchback.config.ArchitectureSettings;
import java.io.Serializable;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/**
 * The shape of the transformer: a preset or its five sizes, and what no preset gives.
 *
 * @param <T> the owner, which setters return
 */
public interface ArchitectureParams<T extends Params> extends Params {

  /** The params of one owner. */
  final class Held implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Param<String> preset;
    private final IntParam hiddenSize;
    private final IntParam layers;
    private final IntParam attentionHeads;
    private final IntParam keyValueHeads;
    private final IntParam feedForwardSize;
    private final IntParam contextLength;
    private final DoubleParam ropeTheta;
    private final DoubleParam normEpsilon;
    private final DoubleParam initializerRange;
    private final BooleanParam tiedEmbeddings;

    Held(Params owner) {
      SettingParams settings = new SettingParams(owner, ArchitectureSettings.class);
      preset = settings.ofText("preset");
      hiddenSize = settings.ofInt("hiddenSize", ParamValidators.gtEq(0));
      layers = settings.ofInt("layers", ParamValidators.gtEq(0));
      attentionHeads = settings.ofInt("attentionHeads", ParamValidators.gtEq(0));
      keyValueHeads = settings.ofInt("keyValueHeads", ParamValidators.gtEq(0));
      feedForwardSize = settings.ofInt("feedForwardSize", ParamValidators.gtEq(0));
      contextLength = settings.ofInt("contextLength", ParamValidators.gtEq(16));
      ropeTheta = settings.ofDouble("ropeTheta", ParamValidators.gt(1));
      normEpsilon = settings.ofDouble("normEpsilon", ParamValidators.gt(0));
      initializerRange = settings.ofDouble("initializerRange", ParamValidators.gt(0));
      tiedEmbeddings = settings.ofBoolean("tiedEmbeddings");
    }
  }

  /** Where they are held. */
  Held architectureParams();

  /** See {@link ArchitectureSettings#preset()}. */
  default Param<String> preset() {
    return architectureParams().preset;
  }

  default String getPreset() {
    return getOrDefault(preset());
  }

  default T setPreset(String value) {
    return Owner.set(this, preset(), value);
  }

  /** See {@link ArchitectureSettings#hiddenSize()}. */
  default IntParam hiddenSize() {
    return architectureParams().hiddenSize;
  }

  default int getHiddenSize() {
    return (int) getOrDefault(hiddenSize());
  }

  default T setHiddenSize(int value) {
    return Owner.set(this, hiddenSize(), value);
  }

  /** See {@link ArchitectureSettings#layers()}. */
  default IntParam layers() {
    return architectureParams().layers;
  }

  default int getLayers() {
    return (int) getOrDefault(layers());
  }

  default T setLayers(int value) {
    return Owner.set(this, layers(), value);
  }

  /** See {@link ArchitectureSettings#attentionHeads()}. */
  default IntParam attentionHeads() {
    return architectureParams().attentionHeads;
  }

  default int getAttentionHeads() {
    return (int) getOrDefault(attentionHeads());
  }

  default T setAttentionHeads(int value) {
    return Owner.set(this, attentionHeads(), value);
  }

  /** See {@link ArchitectureSettings#keyValueHeads()}. */
  default IntParam keyValueHeads() {
    return architectureParams().keyValueHeads;
  }

  default int getKeyValueHeads() {
    return (int) getOrDefault(keyValueHeads());
  }

  default T setKeyValueHeads(int value) {
    return Owner.set(this, keyValueHeads(), value);
  }

  /** See {@link ArchitectureSettings#feedForwardSize()}. */
  default IntParam feedForwardSize() {
    return architectureParams().feedForwardSize;
  }

  default int getFeedForwardSize() {
    return (int) getOrDefault(feedForwardSize());
  }

  default T setFeedForwardSize(int value) {
    return Owner.set(this, feedForwardSize(), value);
  }

  /** See {@link ArchitectureSettings#contextLength()}. */
  default IntParam contextLength() {
    return architectureParams().contextLength;
  }

  default int getContextLength() {
    return (int) getOrDefault(contextLength());
  }

  default T setContextLength(int value) {
    return Owner.set(this, contextLength(), value);
  }

  /** See {@link ArchitectureSettings#ropeTheta()}. */
  default DoubleParam ropeTheta() {
    return architectureParams().ropeTheta;
  }

  default double getRopeTheta() {
    return (double) getOrDefault(ropeTheta());
  }

  default T setRopeTheta(double value) {
    return Owner.set(this, ropeTheta(), value);
  }

  /** See {@link ArchitectureSettings#normEpsilon()}. */
  default DoubleParam normEpsilon() {
    return architectureParams().normEpsilon;
  }

  default double getNormEpsilon() {
    return (double) getOrDefault(normEpsilon());
  }

  default T setNormEpsilon(double value) {
    return Owner.set(this, normEpsilon(), value);
  }

  /** See {@link ArchitectureSettings#initializerRange()}. */
  default DoubleParam initializerRange() {
    return architectureParams().initializerRange;
  }

  default double getInitializerRange() {
    return (double) getOrDefault(initializerRange());
  }

  default T setInitializerRange(double value) {
    return Owner.set(this, initializerRange(), value);
  }

  /** See {@link ArchitectureSettings#tiedEmbeddings()}. */
  default BooleanParam tiedEmbeddings() {
    return architectureParams().tiedEmbeddings;
  }

  default boolean getTiedEmbeddings() {
    return (boolean) getOrDefault(tiedEmbeddings());
  }

  default T setTiedEmbeddings(boolean value) {
    return Owner.set(this, tiedEmbeddings(), value);
  }
}
