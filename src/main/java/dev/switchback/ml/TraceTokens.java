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
import dev.switchback.token.Tokenizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The traces of a table as tokens, which Spark keeps until this is closed. They have the order of a
 * hash, so that it does not matter in which order, and in how many partitions, the table has them.
 */
final class TraceTokens implements AutoCloseable {
  private static final Column TOKENS = col("tokens");
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
    Encoder encoder = new Encoder(tokenizer, source.areTokens(table.schema()));
    Dataset<Row> traces =
        table
            .select(source.columns())
            .map(encoder, Encoders.row(Encoder.SCHEMA))
            .withColumn("hash", xxhash64(TOKENS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new TraceTokens(traces, source.input());
    } catch (RuntimeException refused) {
      traces.unpersist();
      throw refused;
    }
  }

  /** The rows to learn from, always in the same order. */
  JavaRDD<byte[]> training() {
    return inOrder(not(VALIDATION)).toJavaRDD().map(row -> row.getAs(0));
  }

  /** The first rows to measure on, always the same. */
  List<byte[]> validation(int most) {
    return inOrder(VALIDATION).limit(most).collectAsList().stream()
        .map(row -> row.<byte[]>getAs(0))
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
    return traces.filter(which).orderBy(HASH, TOKENS).select(TOKENS);
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
                sum(HASH.cast(WIDE)))
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
   */
  record Source(String input, Optional<String> validation) {
    static Source of(TrainingParams<?> params) {
      return new Source(
          params.getInputCol(), params.settingParams().given(params.validationIndicatorCol()));
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

    /** The columns, the traces first. */
    private Column[] columns() {
      return Stream.concat(Stream.of(input), validation.stream())
          .map(Columns::named)
          .toArray(Column[]::new);
    }

    /** Whether a table's traces are tokens already. */
    private boolean areTokens(StructType schema) {
      return schema.apply(input).dataType().equals(DataTypes.BinaryType);
    }
  }

  /**
   * Makes tokens of a row with a trace and, where there is one, the mark of those that are only
   * measured on. What cannot be learned is said in the row, so that all of it is told at once.
   *
   * @param ofTokens whether traces are tokens already
   */
  private record Encoder(Tokenizer tokenizer, boolean ofTokens) implements MapFunction<Row, Row> {
    /** Tokens from START to END, or a flaw; the other is null. */
    static final StructType SCHEMA =
        new StructType()
            .add("tokens", DataTypes.BinaryType, true)
            .add("validation", DataTypes.BooleanType, false)
            .add("flaw", DataTypes.StringType, true);

    @Override
    public Row call(Row row) {
      if (row.isNullAt(0)) {
        return flaw("a null, expected a trace");
      }
      if (row.size() > 1 && row.isNullAt(1)) {
        return flaw("a null in validationIndicatorCol, expected true or false");
      }
      boolean validation = row.size() > 1 && row.getBoolean(1);
      if (!ofTokens) {
        return RowFactory.create(tokenizer.encodeFramed(row.getString(0)), validation, null);
      }
      byte[] tokens = row.getAs(0);
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
          ? RowFactory.create(tokens, validation, null)
          : flaw(
              "tokens that do not go from START to END ("
                  + tokenizer.start()
                  + " to "
                  + tokenizer.end()
                  + ")");
    }

    private boolean isFramed(byte[] tokens) {
      return tokens.length > 1
          && Byte.toUnsignedInt(tokens[0]) == tokenizer.start()
          && Byte.toUnsignedInt(tokens[tokens.length - 1]) == tokenizer.end();
    }

    private static Row flaw(String flaw) {
      return RowFactory.create(null, false, flaw);
    }
  }
}
