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

/** Tokens as they are stored: one unsigned byte each. They are read without a Spark job. */
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
    List<TokenizedTrace> traces = new ArrayList<>();
    TableFiles.of(hadoop, folder).forEach(file -> traces.addAll(readFile(hadoop, file)));
    return traces;
  }

  /**
   * Reads the traces of one file.
   *
   * @param file of Parquet with the columns {@code tokens} and {@code prompt_tokens}
   * @throws InputException if it is missing or damaged
   */
  public static List<TokenizedTrace> readFile(Configuration hadoop, Path file) {
    List<TokenizedTrace> traces = new ArrayList<>();
    try (ShardReader rows = new ShardReader(hadoop, file, TOKENS)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        traces.add(new TokenizedTrace(row.getAs(0), row.getInt(1)));
      }
    }
    return traces;
  }
}
