package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.train.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fits a causal transformer to a column of traces, by the same training in rounds as the command
 * line's. A fit is a function of its params and of the table's rows, not of their order or
 * partitions: it comes out the same, bit for bit.
 *
 * <p>The params of completions are handed on to the model.
 */
public final class CausalLmEstimator extends Estimator<CausalLmModel>
    implements TrainingParams<CausalLmEstimator>, DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final SettingParams<CausalLmEstimator> settingParams;

  /** An estimator with a name of its own. */
  public CausalLmEstimator() {
    this(Identifiable$.MODULE$.randomUID("causalLm"));
  }

  /** An estimator of a given name. */
  public CausalLmEstimator(String uid) {
    this.uid = uid;
    settingParams = SettingParams.ofEstimator(this);
  }

  /** What {@code Pipeline.load} calls. */
  public static MLReader<CausalLmEstimator> read() {
    return new StageReader<>(CausalLmEstimator.class, CausalLmEstimator::new);
  }

  /**
   * Loads what {@code save} saved.
   *
   * @throws InputException if it is damaged, or something else
   */
  public static CausalLmEstimator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * Trains a model.
   *
   * @throws IllegalArgumentException if a param is missing or does not fit the others, or a column
   *     is missing
   * @throws InputException if a row cannot be learned
   * @throws DivergedException if the loss is no longer a number
   */
  @Override
  public CausalLmModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema(), true);
    FitPlan plan = FitPlan.of(this);
    try {
      Fit.Result result = Fit.run(plan, dataset);
      CausalLmModel model =
          new CausalLmModel(uid, new SharedWeights(result.weights()), plan.tokenizer());
      return copyValues(model, ParamMap.empty()).withSummary(result.summary()).setParent(this);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot fit " + uid + ": " + failed.getMessage(), failed);
    }
  }

  /** The columns that the model adds; prompts are not asked for, because traces need none. */
  @Override
  public StructType transformSchema(StructType schema) {
    TraceTokens.Source.of(this).require(schema);
    if (schema.getFieldIndex(getPromptCol()).isDefined()) {
      Columns.require(schema, "promptCol", getPromptCol(), DataTypes.StringType);
    }
    return withCompletions(schema);
  }

  @Override
  public CausalLmEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** All of them, also those that have only a key. */
  @Override
  public Param<?>[] params() {
    return settingParams.all();
  }

  @Override
  public SettingParams<CausalLmEstimator> settingParams() {
    return settingParams;
  }
}
