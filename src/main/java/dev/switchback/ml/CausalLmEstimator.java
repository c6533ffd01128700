package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.train.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.Estimator;
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
    implements TraceParams<CausalLmEstimator>,
        ArchitectureParams<CausalLmEstimator>,
        OptimizerParams<CausalLmEstimator>,
        RoundParams<CausalLmEstimator>,
        CheckpointParams<CausalLmEstimator>,
        ValidationParams<CausalLmEstimator>,
        CompletionParams<CausalLmEstimator>,
        DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final TraceParams.Held traceParams;
  private final ArchitectureParams.Held architectureParams;
  private final OptimizerParams.Held optimizerParams;
  private final RoundParams.Held roundParams;
  private final CheckpointParams.Held checkpointParams;
  private final ValidationParams.Held validationParams;
  private final CompletionParams.Held completionParams;

  /** An estimator with a name of its own. */
  public CausalLmEstimator() {
    this(Identifiable$.MODULE$.randomUID("causalLm"));
  }

  /** An estimator of a given name. */
  public CausalLmEstimator(String uid) {
    this.uid = uid;
    traceParams = new TraceParams.Held(this);
    architectureParams = new ArchitectureParams.Held(this);
    optimizerParams = new OptimizerParams.Held(this);
    roundParams = new RoundParams.Held(this);
    checkpointParams = new CheckpointParams.Held(this);
    validationParams = new ValidationParams.Held(this);
    completionParams = new CompletionParams.Held(this);
  }

  /** What {@code Pipeline.load} calls. */
  public static MLReader<CausalLmEstimator> read() {
    return new CausalLmEstimatorReader();
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
    TraceColumns.of(this).require(schema);
    if (schema.getFieldIndex(getPromptCol()).isDefined()) {
      Columns.require(schema, "promptCol", getPromptCol(), DataTypes.StringType);
    }
    return withCompletions(schema);
  }

  @Override
  public CausalLmEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public TraceParams.Held traceParams() {
    return traceParams;
  }

  @Override
  public ArchitectureParams.Held architectureParams() {
    return architectureParams;
  }

  @Override
  public OptimizerParams.Held optimizerParams() {
    return optimizerParams;
  }

  @Override
  public RoundParams.Held roundParams() {
    return roundParams;
  }

  @Override
  public CheckpointParams.Held checkpointParams() {
    return checkpointParams;
  }

  @Override
  public ValidationParams.Held validationParams() {
    return validationParams;
  }

  @Override
  public CompletionParams.Held completionParams() {
    return completionParams;
  }
}
