package dev.switchback.stage;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.switchback.puzzle.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the manifests of problems and traces state, computed from the files just written. */
final class GenerateFacts {
  private GenerateFacts() {}

  /**
   * Rows of each split, and the leak report: how many problems each pair of splits shares, the same
   * to the last detail and the same in all that matters.
   *
   * @throws IllegalStateException if two splits share one
   */
  static Map<String, Object> ofProblems(Run run, Path problems) {
    run.describe("Check that the splits are disjoint");
    Dataset<Row> table = run.parquet(problems);
    Map<String, Object> facts = new TreeMap<>();
    facts.put("rows", rows(table));
    facts.put("exact", new SharedProblems(table, run.family().exactKey()).report());
    facts.put("canonical", new SharedProblems(table, run.family().canonicalKey()).report());
    return facts;
  }

  static Map<String, Object> ofTraces(Run run, Path style, List<Split> splits) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Split split : splits) {
      Row row =
          run.parquet(new Path(style, "split=" + split.key()))
              .agg(
                  count("*"),
                  avg(col("solved").cast("int")),
                  sum("token_count"),
                  avg("token_count"),
                  max("token_count"),
                  avg("mistakes"))
              .first();
      facts.put(
          split.key(),
          Map.of(
              "rows", row.getLong(0),
              "solved_share", row.getDouble(1),
              "tokens", row.getLong(2),
              "mean_tokens", row.getDouble(3),
              "max_tokens", row.getInt(4),
              "mean_mistakes", row.getDouble(5)));
    }
    return facts;
  }

  private static Map<String, Object> rows(Dataset<Row> table) {
    Map<String, Object> counts = new TreeMap<>();
    table
        .groupBy("split")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
