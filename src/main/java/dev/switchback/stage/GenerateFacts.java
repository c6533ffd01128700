package dev.switchback.stage;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;

import dev.switchback.config.ProblemSettings;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownTargets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What the manifests of problems and traces state, computed from the files just written. */
final class GenerateFacts {
  private GenerateFacts() {}

  static Map<String, Object> ofProblems(
      SparkSession spark, Path problems, ProblemSettings settings, long seed) {
    spark.sparkContext().setJobDescription("Check that the splits are disjoint");
    Dataset<Row> table = spark.read().parquet(problems.toString());
    Map<String, Object> facts = new TreeMap<>();
    facts.put("seed", seed);
    facts.put("rows", counts(table.groupBy("split").agg(count("*")).collectAsList()));
    facts.put("unseen_targets", CountdownTargets.of(settings, seed).unseen());
    facts.putAll(disjointness(table));
    return facts;
  }

  static Map<String, Object> ofTraces(SparkSession spark, Path style, List<Split> splits) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (Split split : splits) {
      Row row =
          spark
              .read()
              .parquet(new Path(style, "split=" + split.key()).toString())
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

  /**
   * Canonical problems of each split and of each pair of splits: each is counted under the set of
   * splits that have it.
   *
   * @throws IllegalStateException if two splits share one
   */
  private static Map<String, Object> disjointness(Dataset<Row> table) {
    List<Row> sets =
        table
            .groupBy("canonical")
            .agg(sort_array(collect_set("split")).as("splits"))
            .groupBy("splits")
            .agg(functions.count("*"))
            .collectAsList();
    Map<String, Object> canonical = new TreeMap<>();
    Map<String, Object> shared = new TreeMap<>();
    List<Split> splits = List.of(Split.values());
    for (Split one : splits) {
      canonical.put(one.key(), having(sets, List.of(one)));
      for (Split other : splits.subList(one.ordinal() + 1, splits.size())) {
        shared.put(one.key() + " and " + other.key(), having(sets, List.of(one, other)));
      }
    }
    if (shared.values().stream().anyMatch(problems -> !problems.equals(0L))) {
      throw new IllegalStateException(
          "Cannot finish problems: splits share canonical problems, expected none: " + shared);
    }
    return Map.of("canonical_problems", canonical, "shared_canonical_problems", shared);
  }

  private static long having(List<Row> sets, List<Split> splits) {
    List<String> keys = new ArrayList<>();
    splits.forEach(split -> keys.add(split.key()));
    return sets.stream()
        .filter(row -> row.<String>getList(0).containsAll(keys))
        .mapToLong(row -> row.getLong(1))
        .sum();
  }

  private static Map<String, Object> counts(List<Row> rows) {
    Map<String, Object> counts = new TreeMap<>();
    rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
