package dev.switchback.ml;

import dev.switchback.family.PuzzleFamilies;
import dev.switchback.family.PuzzleFamily;
import dev.switchback.trace.Question;
import dev.switchback.trace.Verdict;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Judges texts on the problems beside them, by the verifier that scores samples: adds the columns
 * {@code correct}, {@code correct_paper}, {@code mistakes} and {@code error} of {@link Verdict};
 * {@code error} is null for a correct text. Any text at all gets a verdict; where the text, the
 * prompt or a part of the problem is null, all four are.
 *
 * <p>A problem is stated as {@code problems/} has it: {@code numbers} and {@code target}, or {@code
 * puzzle}.
 */
public final class TraceVerifier extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private static final StructType ADDED =
      new StructType()
          .add("correct", DataTypes.BooleanType)
          .add("correct_paper", DataTypes.BooleanType)
          .add("mistakes", DataTypes.IntegerType)
          .add("error", DataTypes.StringType);

  private static final int NO_PROMPT = -1;

  private final String uid;
  private final Param<String> family;
  private final Param<String> promptCol;
  private final Param<String> inputCol;

  /** With defaults: CountDown, completions in {@code completion} after {@code prompt}. */
  public TraceVerifier() {
    this(Identifiable$.MODULE$.randomUID("traceVerifier"));
  }

  TraceVerifier(String uid) {
    this.uid = uid;
    this.family =
        new Param<>(
            this,
            "family",
            "Family of the problems: " + String.join(", ", VerifiedFamily.keys()) + ".",
            ParamValidators.inArray(VerifiedFamily.keys()));
    this.promptCol =
        new Param<>(
            this,
            "promptCol",
            "String column of what comes before the texts; empty if they are whole.");
    this.inputCol = new Param<>(this, "inputCol", "String column of the texts that are judged.");
    setDefault(family, VerifiedFamily.keys().get(0));
    setDefault(promptCol, "prompt");
    setDefault(inputCol, "completion");
  }

  /** What {@code PipelineModel.load} calls. */
  public static MLReader<TraceVerifier> read() {
    return new StageReader<>(TraceVerifier.class, TraceVerifier::new);
  }

  /**
   * Loads what {@code save} saved.
   *
   * @throws dev.switchback.artifact.InputException if it is damaged, or something else
   */
  public static TraceVerifier load(String path) {
    return read().load(path);
  }

  /** Adds the verdicts; rows keep their order. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema(), true);
    Judge judge = judge(dataset.schema());
    return dataset.toDF().map(judge, Encoders.row(schema)).select(Columns.withMetadata(schema));
  }

  private Judge judge(StructType schema) {
    VerifiedFamily judged = VerifiedFamily.of(getFamily());
    int[] problem = judged.columns().stream().mapToInt(schema::fieldIndex).toArray();
    int prompt = getPromptCol().isEmpty() ? NO_PROMPT : schema.fieldIndex(getPromptCol());
    return new Judge(judged, problem, prompt, schema.fieldIndex(getInputCol()));
  }

  /** Judges a row by the places of its columns: rows between stages need not know their names. */
  private record Judge(VerifiedFamily family, int[] problem, int prompt, int text)
      implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
      Object[] values = new Object[row.size() + ADDED.size()];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      if (isWhole(row)) {
        String before = prompt == NO_PROMPT ? "" : row.getString(prompt);
        Verdict verdict = family.question(row, problem).verify(before + row.getString(text));
        values[row.size()] = verdict.correct();
        values[row.size() + 1] = verdict.correctPaper();
        values[row.size() + 2] = verdict.mistakes();
        values[row.size() + 3] = verdict.error().orElse(null);
      }
      return RowFactory.create(values);
    }

    private boolean isWhole(Row row) {
      return Arrays.stream(problem).noneMatch(row::isNullAt)
          && (prompt == NO_PROMPT || !row.isNullAt(prompt))
          && !row.isNullAt(text);
    }
  }

  @Override
  public StructType transformSchema(StructType schema) {
    VerifiedFamily.of(getFamily()).require(schema);
    Columns.require(schema, "inputCol", getInputCol(), DataTypes.StringType);
    if (!getPromptCol().isEmpty()) {
      Columns.require(schema, "promptCol", getPromptCol(), DataTypes.StringType);
    }
    StructType judged = schema;
    for (StructField column : ADDED.fields()) {
      judged = Columns.with(judged, "of verdicts", column.name(), column.dataType());
    }
    return judged;
  }

  @Override
  public TraceVerifier copy(ParamMap extra) {
    return copyValues(new TraceVerifier(uid), extra);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** The family of the problems. */
  public Param<String> family() {
    return family;
  }

  public String getFamily() {
    return getOrDefault(family);
  }

  public TraceVerifier setFamily(String value) {
    set(family, value);
    return this;
  }

  /** The column of what comes before the texts, or empty. */
  public Param<String> promptCol() {
    return promptCol;
  }

  public String getPromptCol() {
    return getOrDefault(promptCol);
  }

  public TraceVerifier setPromptCol(String value) {
    set(promptCol, value);
    return this;
  }

  /** The column of texts. */
  public Param<String> inputCol() {
    return inputCol;
  }

  public String getInputCol() {
    return getOrDefault(inputCol);
  }

  public TraceVerifier setInputCol(String value) {
    set(inputCol, value);
    return this;
  }

  /** A family whose texts can be judged, with the columns that state a problem. */
  private record VerifiedFamily(String key) implements Serializable {

    static VerifiedFamily of(String key) {
      return new VerifiedFamily(key);
    }

    static List<String> keys() {
      return PuzzleFamilies.keys();
    }

    /** The columns that state a problem. */
    List<String> columns() {
      return List.of(family().promptColumns().fieldNames());
    }

    /**
     * The problem that a row states.
     *
     * @param places of {@link #columns} in the row
     */
    Question question(Row row, int[] places) {
      Object[] values = Arrays.stream(places).mapToObj(row::get).toArray();
      return family().question(new GenericRowWithSchema(values, family().promptColumns()));
    }

    /**
     * Requires the columns that state a problem.
     *
     * @throws IllegalArgumentException if one is missing or of another type
     */
    void require(StructType schema) {
      for (StructField column : family().promptColumns().fields()) {
        Columns.require(
            schema, "family = " + key + ", column", column.name(), types(column.dataType()));
      }
    }

    private PuzzleFamily family() {
      return PuzzleFamilies.of(key);
    }

    private static DataType[] types(DataType type) {
      return type instanceof ArrayType list
          ? Stream.of(false, true)
              .map(nulls -> DataTypes.createArrayType(list.elementType(), nulls))
              .toArray(DataType[]::new)
          : new DataType[] {type};
    }
  }
}
