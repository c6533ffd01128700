package dev.switchback.dataset.shard;

import dev.switchback.artifact.InputException;
import dev.switchback.token.TokenizedTrace;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Tokens as they are stored: one unsigned byte each. A training worker reads them once, where it
 * runs, without a Spark job.
 */
public final class TokenColumn {
  private static final StructType TOKENS =
      new StructType()
          .add("tokens", DataTypes.BinaryType, false)
          .add("prompt_tokens", DataTypes.IntegerType, false);

  private TokenColumn() {}

  /**
   * Reads all traces of a folder in the order of their index.
   *
   * @param folder of Parquet files with the columns {@code tokens} and {@code prompt_tokens}
   * @throws InputException if a file is missing or damaged
   */
  public static List<TokenizedTrace> read(Configuration hadoop, Path folder) {
    return readShare(hadoop, folder, 0, 1);
  }

  /**
   * Reads every so-many-th trace of a folder in the order of their index: of {@code shares} shares,
   * the one that begins with trace number {@code share}.
   *
   * @param folder of Parquet files with the columns {@code tokens} and {@code prompt_tokens}
   * @throws InputException if a file is missing or damaged
   */
  public static List<TokenizedTrace> readShare(
      Configuration hadoop, Path folder, int share, int shares) {
    List<TokenizedTrace> traces = new ArrayList<>();
    long trace = 0;
    for (Path file : TableFiles.of(hadoop, folder)) {
      try (ShardReader rows = new ShardReader(hadoop, file, TOKENS)) {
        for (; rows.hasNext(); trace++) {
          Row row = rows.next();
          if (trace % shares == share) {
            traces.add(new TokenizedTrace(row.getAs(0), row.getInt(1)));
          }
        }
      }
    }
    return traces;
  }
}
