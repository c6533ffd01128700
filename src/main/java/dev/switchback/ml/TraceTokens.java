package dev.switchback.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.switchback.artifact.InputException;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.token.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The traces of a table as tokens, which Spark keeps until this is closed. They have the order of a
 * hash, so that it does not matter in which order, and in how many partitions, the table has them.
 */
final class TraceTokens implements AutoCloseable {
  private static final Column TOKENS = col("tokens");
  private static final Column PROMPT = col("prompt_tokens");
  private static final Column VALIDATION = col("validation");
  private static final Column HASH = col("hash");

  /** Holds every hash; a sum has ten digits more. */
  private static final String WIDE = "decimal(20,0)";

  private final Dataset<Row> traces;
  private final String fingerprint;

  private TraceTokens(Dataset<Row> traces, String input) {
    this.traces = traces;
    this.fingerprint = fingerprint(input);
  }

  /**
   * Reads a table once.
   *
   * @throws InputException if a row cannot be learned, or there is none to learn from
   */
  static TraceTokens read(Dataset<?> table, Source source, Tokenizer tokenizer) {
    Dataset<Row> traces =
        table
            .select(source.columns(table.schema()))
            .map(new Encoder(tokenizer), Encoders.row(Encoder.SCHEMA))
            .withColumn("hash", xxhash64(TOKENS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new TraceTokens(traces, source.input());
    } catch (RuntimeException refused) {
      traces.unpersist();
      throw refused;
    }
  }

  /** The rows to learn from, with the lengths of their prompts, always in the same order. */
  JavaPairRDD<byte[], Integer> training() {
    return inOrder(not(VALIDATION))
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(row.getAs(0), row.getInt(1)));
  }

  /** The first rows to measure on, always the same. */
  List<TokenizedTrace> validation(int most) {
    return inOrder(VALIDATION).limit(most).collectAsList().stream()
        .map(row -> new TokenizedTrace(row.getAs(0), row.getInt(1)))
        .toList();
  }

  /** What tables of the same rows have in common, in whatever order they have them. */
  String fingerprint() {
    return fingerprint;
  }

  @Override
  public void close() {
    traces.unpersist();
  }

  private Dataset<Row> inOrder(Column which) {
    return traces.filter(which).orderBy(HASH, TOKENS, PROMPT).select(TOKENS, PROMPT);
  }

  private String fingerprint(String input) {
    List<Row> groups =
        traces
            .groupBy(VALIDATION)
            .agg(
                count(lit(1)),
                count(col("flaw")),
                min(col("flaw")),
                sum(length(TOKENS)),
                sum(HASH.cast(WIDE)),
                sum(xxhash64(TOKENS, PROMPT).cast(WIDE)))
            .orderBy(VALIDATION)
            .collectAsList();
    if (groups.isEmpty() || groups.get(0).getBoolean(0)) {
      throw new InputException(
          "Cannot fit: no row of the column "
              + input
              + " is one to learn from, expected at least one; see validationIndicatorCol");
    }
    Row learned = groups.get(0);
    if (learned.getLong(2) > 0) {
      throw new InputException(
          "Cannot fit: "
              + learned.getLong(2)
              + " rows cannot be learned, for example one of the column "
              + input
              + " with "
              + learned.getString(3)
              + "; filter them out");
    }
    return groups.toString();
  }

  /**
   * The columns that a fit reads.
   *
   * @param input traces as strings or binaries
   * @param validation true in rows that are only measured on
   * @param prompt with which a trace begins; a table need not have it
   */
  record Source(String input, Optional<String> validation, Optional<String> prompt) {
    static Source of(TrainingParams<?> params) {
      return new Source(
          params.getInputCol(),
          params.settingParams().given(params.validationIndicatorCol()),
          Optional.of(params.getPromptCol()));
    }

    /** The same for a training that needs no prompts. */
    Source withoutPrompt() {
      return new Source(input, validation, Optional.empty());
    }

    /**
     * Checks a table.
     *
     * @throws IllegalArgumentException if a column is missing or of another type
     */
    void require(StructType schema) {
      Columns.require(schema, "inputCol", input, DataTypes.StringType, DataTypes.BinaryType);
      validation.ifPresent(
          column ->
              Columns.require(schema, "validationIndicatorCol", column, DataTypes.BooleanType));
    }

    /** The columns that {@link Encoder} reads. */
    private Column[] columns(StructType schema) {
      Optional<String> given = prompt.filter(column -> schema.getFieldIndex(column).isDefined());
      return new Column[] {
        Columns.named(input),
        validation.map(Columns::named).orElse(lit(false)),
        given.map(Columns::named).orElse(lit(""))
      };
    }
  }

  /**
   * Makes tokens of a row with a trace, as text or as tokens, the mark of those that are only
   * measured on, and the prompt, which may be empty. What cannot be learned is said in the row, so
   * that all of it is told at once.
   */
  private record Encoder(Tokenizer tokenizer) implements MapFunction<Row, Row> {
    /** Tokens from START to END, or a flaw; the other is null. */
    static final StructType SCHEMA =
        new StructType()
            .add("tokens", DataTypes.BinaryType, true)
            .add("prompt_tokens", DataTypes.IntegerType, false)
            .add("validation", DataTypes.BooleanType, false)
            .add("flaw", DataTypes.StringType, true);

    @Override
    public Row call(Row row) {
      if (row.isNullAt(0)) {
        return flaw("a null, expected a trace");
      }
      if (row.isNullAt(1)) {
        return flaw("a null in validationIndicatorCol, expected true or false");
      }
      if (row.isNullAt(2)) {
        return flaw("a null in promptCol, expected the beginning of the trace");
      }
      return row.get(0) instanceof String text
          ? framed(tokenizer.encodeFramed(text), row)
          : checked(row.getAs(0), row);
    }

    private Row checked(byte[] tokens, Row row) {
      for (byte token : tokens) {
        if (Byte.toUnsignedInt(token) >= tokenizer.size()) {
          return flaw(
              "token "
                  + Byte.toUnsignedInt(token)
                  + ", expected 0 to "
                  + (tokenizer.size() - 1)
                  + " of the tokenizer");
        }
      }
      return isFramed(tokens)
          ? framed(tokens, row)
          : flaw(
              "tokens that do not go from START to END ("
                  + tokenizer.start()
                  + " to "
                  + tokenizer.end()
                  + ")");
    }

    private Row framed(byte[] tokens, Row row) {
      byte[] prompt = Tokenizer.bytes(tokenizer.startedWith(row.getString(2)));
      if (Arrays.mismatch(tokens, prompt) < prompt.length && !Arrays.equals(tokens, prompt)) {
        return flaw("a promptCol that its trace does not begin with");
      }
      return RowFactory.create(tokens, prompt.length, row.getBoolean(1), null);
    }

    private boolean isFramed(byte[] tokens) {
      return tokens.length > 1
          && Byte.toUnsignedInt(tokens[0]) == tokenizer.start()
          && Byte.toUnsignedInt(tokens[tokens.length - 1]) == tokenizer.end();
    }

    private static Row flaw(String flaw) {
      return RowFactory.create(null, 0, false, flaw);
    }
  }
}
