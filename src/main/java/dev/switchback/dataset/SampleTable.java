package dev.switchback.dataset;

import dev.switchback.dataset.shard.ShardWriter;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code samples/}: a row for each completion, partitioned by model. */
public final class SampleTable {
  /** To be raised when the table gets other columns, or a column another meaning. */
  public static final int FORMAT = 1;

  /** Columns of the files; {@code model} is the folder. */
  public static final StructType SCHEMA =
      new StructType()
          .add("problem_id", DataTypes.StringType, false)
          .add("sample", DataTypes.IntegerType, false)
          .add("seed", DataTypes.LongType, false)
          .add("temperature", DataTypes.DoubleType, false)
          .add("tokens", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("text", DataTypes.StringType, false)
          .add("token_count", DataTypes.IntegerType, false)
          .add("prompt_tokens", DataTypes.IntegerType, false)
          .add("finish", DataTypes.StringType, false)
          .add("log_probability", DataTypes.DoubleType, false)
          .add("token_log_probabilities", DataTypes.createArrayType(DataTypes.FloatType, false));

  private SampleTable() {}

  /** Writes files of rows. */
  public static ShardWriter writer() {
    return new ShardWriter(SCHEMA, Set.of("text", "log_probability", "token_log_probabilities"));
  }

  /**
   * Writes a row.
   *
   * @param tokens generated, END included where it was reached
   * @param text prompt and completion, decoded
   * @param promptTokens START included
   * @param tokenLogProbabilities of each token; null if they are not kept
   */
  public static Row row(
      String problemId,
      int sample,
      long seed,
      double temperature,
      int[] tokens,
      String text,
      int promptTokens,
      String finish,
      double logProbability,
      float[] tokenLogProbabilities) {
    return RowFactory.create(
        problemId,
        sample,
        seed,
        temperature,
        tokens,
        text,
        tokens.length,
        promptTokens,
        finish,
        logProbability,
        tokenLogProbabilities);
  }
}
