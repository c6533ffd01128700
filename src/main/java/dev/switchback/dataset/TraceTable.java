package dev.switchback.dataset;

import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code traces/}: a row for each problem in one style, partitioned by style and split.
 *
 * @param tokenizer of the family
 */
public record TraceTable(Tokenizer tokenizer) {

  /**
   * Columns of the files; {@code style} and {@code split} are the folders. Tokens are one unsigned
   * byte each: as a list of integers they take four times as long to write.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("search", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, false)
          .add("tokens", DataTypes.BinaryType, false)
          .add("token_count", DataTypes.IntegerType, false)
          .add("solved", DataTypes.BooleanType, false)
          .add("mistakes", DataTypes.IntegerType, false)
          .add("nodes", DataTypes.IntegerType, false);

  /** Writes the table. */
  public static ShardWriter writer() {
    return new ShardWriter(SCHEMA, Set.of("problem_id", "text", "tokens"));
  }

  /**
   * Writes a row; its tokens go from START to END, however many they are.
   *
   * @param search what the style is filled by, for example {@code dfs-sum}; empty if it needs none
   */
  public Row row(String problemId, String search, Trace trace) {
    byte[] tokens = tokenizer.encodeFramed(trace.text());
    return RowFactory.create(
        problemId,
        search,
        trace.text(),
        tokens,
        tokens.length,
        trace.solved(),
        trace.mistakes(),
        trace.nodes());
  }
}
