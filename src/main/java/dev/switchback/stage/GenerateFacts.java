package dev.switchback.stage;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.switchback.puzzle.Split;
import dev.switchback.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

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

  /**
   * How many different problems the splits have, and how many each two of them share.
   *
   * @param table of problems, with a column split
   * @param key an SQL expression that is equal for problems that count as the same
   */
  private record SharedProblems(Dataset<Row> table, String key) {
    private static final List<Split> SPLITS = List.of(Split.values());

    /**
     * The counts.
     *
     * @throws IllegalStateException if two splits share a problem
     */
    Map<String, Object> report() {
      List<Row> sets = sets();
      Map<String, Object> different = new TreeMap<>();
      Map<String, Object> shared = new TreeMap<>();
      for (Split one : SPLITS) {
        different.put(one.key(), having(sets, bit(one)));
        for (Split other : SPLITS.subList(one.ordinal() + 1, SPLITS.size())) {
          shared.put(one.key() + " and " + other.key(), having(sets, bit(one) | bit(other)));
        }
      }
      if (shared.values().stream().anyMatch(problems -> !problems.equals(0L))) {
        throw new IllegalStateException(
            "Cannot finish problems: splits share problems, expected none: " + shared);
      }
      return Map.of("different_problems", different, "shared_problems", shared);
    }

    /** How many problems there are for each set of splits that have them, a bit for each split. */
    private List<Row> sets() {
      StringBuilder bit = new StringBuilder("CASE split");
      SPLITS.forEach(split -> bit.append(" WHEN '" + split.key() + "' THEN " + bit(split)));
      return table
          .select(expr(key).as("key"), expr(bit + " END").as("bit"))
          .groupBy("key")
          .agg(functions.expr("bit_or(bit)").as("splits"))
          .groupBy("splits")
          .agg(count("*"))
          .collectAsList();
    }

    private static long having(List<Row> sets, int bits) {
      return sets.stream()
          .filter(row -> (row.getInt(0) & bits) == bits)
          .mapToLong(row -> row.getLong(1))
          .sum();
    }

    private static int bit(Split split) {
      return 1 << split.ordinal();
    }
  }
}
