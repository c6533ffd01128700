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
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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
  static TraceTokens read(Dataset<?> table, TraceColumns columns, Tokenizer tokenizer) {
    TraceEncoder encoder = new TraceEncoder(tokenizer, columns.areTokens(table.schema()));
    Dataset<Row> traces =
        table
            .select(columns.columns())
            .map(encoder, Encoders.row(TraceEncoder.SCHEMA))
            .withColumn("hash", xxhash64(TOKENS))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new TraceTokens(traces, columns.input());
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
}
