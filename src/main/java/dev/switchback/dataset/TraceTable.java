package dev.switchback.dataset;

import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The table {@code traces/}: a row for each problem in one style, partitioned by style and split.
 */
public final class TraceTable {

  /** Columns of the files; {@code style} and {@code split} are the folders. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("search", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, false)
          .add("tokens", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("token_count", DataTypes.IntegerType, false)
          .add("solved", DataTypes.BooleanType, false)
          .add("mistakes", DataTypes.IntegerType, false)
          .add("nodes", DataTypes.IntegerType, false);

  private TraceTable() {}

  /**
   * Writes a row; its tokens go from START to END, however many they are.
   *
   * @param search what the style is filled by, for example {@code dfs-sum}; empty if it needs none
   */
  public static Row row(String problemId, String search, Trace trace) {
    Tokenizer tokenizer = Tokenizer.countdown();
    int[] tokens = tokenizer.encodeFramed(trace.text());
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
