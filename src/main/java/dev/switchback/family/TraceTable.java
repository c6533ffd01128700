package dev.switchback.family;

import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code traces/}: a row for each problem in one style, partitioned by style and split.
 *
 * @param tokenizer of the family
 * @param text whether rows hold the text of a trace beside its tokens, from which it can be decoded
 */
public record TraceTable(Tokenizer tokenizer, boolean text) {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 2;

  private static final String TEXT = "text";

  /** Columns with the text. */
  private static final StructType WITH_TEXT =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("search", DataTypes.StringType, false)
          .add(TEXT, DataTypes.StringType, false)
          .add("tokens", DataTypes.BinaryType, false)
          .add("token_count", DataTypes.IntegerType, false)
          .add("prompt_tokens", DataTypes.IntegerType, false)
          .add("solved", DataTypes.BooleanType, false)
          .add("mistakes", DataTypes.IntegerType, false)
          .add("nodes", DataTypes.IntegerType, false);

  /**
   * Columns of the files; {@code style} and {@code split} are the folders. Tokens are one unsigned
   * byte each: as a list of integers they take four times as long to write.
   */
  public StructType schema() {
    return text
        ? WITH_TEXT
        : new StructType(
            Arrays.stream(WITH_TEXT.fields())
                .filter(field -> !field.name().equals(TEXT))
                .toArray(StructField[]::new));
  }

  /** Columns whose values hardly repeat. */
  public Set<String> distinctColumns() {
    return text ? Set.of("problem_id", "tokens", TEXT) : Set.of("problem_id", "tokens");
  }

  /**
   * Writes a row; its tokens go from START to END, however many they are.
   *
   * @param search what the style is filled by, for example {@code dfs-sum}; empty if it needs none
   * @param prompt with which the trace begins
   */
  Row row(String problemId, String search, String prompt, Trace trace) {
    byte[] tokens = tokenizer.encodeFramed(trace.text());
    int promptTokens = tokenizer.startedWith(prompt).length;
    return text
        ? RowFactory.create(
            problemId,
            search,
            trace.text(),
            tokens,
            tokens.length,
            promptTokens,
            trace.solved(),
            trace.mistakes(),
            trace.nodes())
        : RowFactory.create(
            problemId,
            search,
            tokens,
            tokens.length,
            promptTokens,
            trace.solved(),
            trace.mistakes(),
            trace.nodes());
  }
}
