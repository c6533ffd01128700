package dev.switchback.stage;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;

import dev.switchback.puzzle.Split;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How many different problems the splits have, and how many each two of them share.
 *
 * @param table of problems, with a column split
 * @param key an SQL expression that is equal for problems that count as the same
 */
record SharedProblems(Dataset<Row> table, String key) {
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
