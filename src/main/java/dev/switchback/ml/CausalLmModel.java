package dev.switchback.ml;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.cluster.SampleTask;
import dev.switchback.cluster.ScoreTask;
import dev.switchback.experiment.SamplingSettings;
import dev.switchback.model.Architecture;
import dev.switchback.model.ModelFolder;
import dev.switchback.model.WeightStorage;
import dev.switchback.model.Weights;
import dev.switchback.token.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * A causal transformer that completes a column of prompts. Each task decodes its prompts in a batch
 * of slots on its own device. A completion is a function of the prompt, the params and the seed, up
 * to ties within rounding; equal prompts are completed equally, and a null with a null.
 */
public final class CausalLmModel extends Model<CausalLmModel>
    implements CompletionParams<CausalLmModel>, MLWritable {
  private static final long serialVersionUID = 1L;

  /** Where a saved model has a folder in Hugging Face's layout. */
  private static final String FOLDER = "model";

  private final String uid;
  private final SharedWeights shared;
  private final Tokenizer tokenizer;
  private final SettingParams<CausalLmModel> settingParams;
  private CausalLmSummary summary;

  CausalLmModel(String uid, SharedWeights shared, Tokenizer tokenizer) {
    this.uid = uid;
    this.shared = shared;
    this.tokenizer = tokenizer;
    this.settingParams = SettingParams.ofModel(this);
  }

  /**
   * Opens a folder in Hugging Face's layout, such as a run's {@code models/NAME}.
   *
   * @throws InputException if it cannot be read, or is no model for our puzzles
   */
  public static CausalLmModel ofFolder(String folder) {
    return of(
        Identifiable$.MODULE$.randomUID("causalLm"),
        new Path(folder),
        SparkSession.active().sparkContext());
  }

  /** What {@code PipelineModel.load} calls. */
  public static MLReader<CausalLmModel> read() {
    return new StageReader<>(
        CausalLmModel.class, (uid, path, spark) -> of(uid, new Path(path, FOLDER), spark));
  }

  /**
   * Loads what {@code save} saved.
   *
   * @throws InputException if it is damaged, or something else
   */
  public static CausalLmModel load(String path) {
    return read().load(path);
  }

  static CausalLmModel of(String uid, Path folder, SparkContext spark) {
    LoadedModel model = LoadedModel.of(folder, spark.hadoopConfiguration());
    return new CausalLmModel(uid, new SharedWeights(model.weights()), model.tokenizer());
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The shape of the transformer. */
  public Architecture architecture() {
    return weights().architecture();
  }

  /** Number of trained values. */
  public long numParameters() {
    return architecture().parameterCount();
  }

  /** Whether this model comes from a fit of this application. */
  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * How the fit went; not saved with the model.
   *
   * @throws IllegalStateException if there is none
   */
  public CausalLmSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(
          "Cannot give a summary of " + uid + ": it was loaded, expected a model that was fitted");
    }
    return summary;
  }

  /** The same as {@link #setPromptCol}, by the name that DJL's transformers have. */
  public CausalLmModel setInputCol(String value) {
    return setPromptCol(value);
  }

  /** The same as {@link #setSlots}, by the name that DJL's transformers have. */
  public CausalLmModel setBatchSize(int value) {
    return setSlots(value);
  }

  /** Adds the column of completions; rows of a partition may come in another order. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema(), true);
    CompletedRows.Task task =
        new CompletedRows.Task(
            sampling(dataset.sparkSession().sparkContext()),
            dataset.schema().fieldIndex(getPromptCol()),
            !getLogProbabilityCol().isEmpty(),
            architecture().contextLength());
    return dataset
        .toDF()
        .mapPartitions(task, Encoders.row(schema))
        .select(Columns.withMetadata(schema));
  }

  /**
   * Adds a column of doubles: how probable this model finds the texts of {@code outputCol} after
   * those of {@code promptCol}, whoever wrote them. It is the log-probability of all the
   * completion's tokens and of END after them, in nats, at temperature 1; a null prompt or
   * completion has a null.
   *
   * <p>A job that uses the column fails with an InputException if a text with END is longer than
   * the model's context, or if a prompt ends within a token of the text.
   *
   * @param logProbabilityCol name of the column
   * @throws IllegalArgumentException if a column is missing or of another type, or there is one of
   *     the new column's name
   */
  public Dataset<Row> score(Dataset<?> dataset, String logProbabilityCol) {
    StructType given = dataset.schema();
    Columns.require(given, "promptCol", getPromptCol(), DataTypes.StringType);
    Columns.require(given, "outputCol", getOutputCol(), DataTypes.StringType);
    StructType schema =
        Columns.with(given, "logProbabilityCol", logProbabilityCol, DataTypes.DoubleType);
    SparkContext spark = dataset.sparkSession().sparkContext();
    ScoredRows.Task task =
        new ScoredRows.Task(
            new ScoreTask(shared.on(spark), tokenizer.pad(), threads(spark)),
            tokenizer,
            given.fieldIndex(getPromptCol()),
            given.fieldIndex(getOutputCol()));
    return dataset
        .toDF()
        .mapPartitions(task, Encoders.row(schema))
        .select(Columns.withMetadata(schema));
  }

  private SampleTask sampling(SparkContext spark) {
    return new SampleTask(
        shared.on(spark), tokenizer, samplingSettings(), getSeed(), threads(spark));
  }

  /** One completion of each prompt, of whatever table the prompts come from. */
  private SamplingSettings samplingSettings() {
    SamplingSettings settings =
        settingParams.settings(SamplingSettings.class, "sampling", Map.of(), "transform with");
    int contextLength = architecture().contextLength();
    if (settings.maxTokens() >= contextLength) {
      throw new IllegalArgumentException(
          "Cannot transform with "
              + uid
              + ": maxTokens = "
              + settings.maxTokens()
              + ", expected less than contextLength = "
              + contextLength
              + ", which holds the prompt as well");
    }
    return settings;
  }

  private static int threads(SparkContext spark) {
    return spark.getConf().getInt("spark.task.cpus", 1);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Columns.require(schema, "promptCol", getPromptCol(), DataTypes.StringType);
    return withCompletions(schema);
  }

  @Override
  public CausalLmModel copy(ParamMap extra) {
    CausalLmModel copied = new CausalLmModel(uid, shared, tokenizer);
    return copyValues(copied, extra).withSummary(summary).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  /** All of them, also those that have only a key. */
  @Override
  public Param<?>[] params() {
    return settingParams.all();
  }

  @Override
  public SettingParams<CausalLmModel> settingParams() {
    return settingParams;
  }

  @Override
  public String toString() {
    return "CausalLmModel: uid="
        + uid
        + ", numParameters="
        + numParameters()
        + ", contextLength="
        + architecture().contextLength();
  }

  Weights weights() {
    return shared.weights();
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  CausalLmModel withSummary(CausalLmSummary of) {
    summary = of;
    return this;
  }

  /**
   * Saves a model: Spark's {@code metadata} with its params, and a folder in Hugging Face's layout,
   * which opens in transformers. The metadata comes last, so that where it is, all is.
   */
  private static final class Writer extends MLWriter {
    private final CausalLmModel model;

    Writer(CausalLmModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      Path folder = new Path(path, FOLDER);
      try {
        ModelFolder.write(
            Locations.files(folder, sc().hadoopConfiguration()),
            folder,
            model.weights(),
            model.tokenizer(),
            WeightStorage.FLOAT32);
      } catch (IOException failed) {
        throw new UncheckedIOException(
            "Cannot save " + model.uid() + " in " + folder + ": " + failed.getMessage(), failed);
      }
      DefaultParamsWriter.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
    }
  }
}
