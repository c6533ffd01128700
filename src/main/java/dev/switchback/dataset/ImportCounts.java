package dev.switchback.dataset;

import dev.switchback.family.Family;
import dev.switchback.family.ImportedProblems;
import dev.switchback.puzzle.Split;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What a run can make of an import, before repeats are removed.
 *
 * @param splits rows that belong to each split
 * @param leftOut rows that settings do not describe, by the setting
 */
public record ImportCounts(Map<Split, Long> splits, Map<String, Long> leftOut)
    implements Serializable {

  public ImportCounts {
    splits = new TreeMap<>(splits);
    leftOut = new TreeMap<>(leftOut);
  }

  /**
   * Looks at every row.
   *
   * @param shards of all rows
   * @param counter of the rows looked at
   */
  public static ImportCounts of(
      SparkSession session,
      Family family,
      List<TableFile> files,
      List<Shard> shards,
      LongAccumulator counter) {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    return spark
        .parallelize(shards, shards.size())
        .map(shard -> of(family, files, shard, hadoop.value(), counter::add))
        .reduce(ImportCounts::plus);
  }

  private static ImportCounts of(
      Family family,
      List<TableFile> files,
      Shard shard,
      Configuration hadoop,
      LongConsumer counter) {
    ImportedProblems problems = family.imported();
    ImportCounts counts = new ImportCounts(Map.of(), Map.of());
    try (ImportedRange rows = new ImportedRange(files, problems.columns(), shard, hadoop)) {
      while (rows.hasNext()) {
        counts.add(problems, rows.next());
        counter.accept(1);
      }
    }
    return counts;
  }

  private void add(ImportedProblems problems, Row row) {
    problems
        .misfit(row)
        .ifPresentOrElse(
            setting -> leftOut.merge(setting, 1L, Long::sum),
            () -> splits.merge(problems.split(row), 1L, Long::sum));
  }

  private ImportCounts plus(ImportCounts other) {
    ImportCounts sum = new ImportCounts(splits, leftOut);
    other.splits.forEach((split, rows) -> sum.splits.merge(split, rows, Long::sum));
    other.leftOut.forEach((setting, rows) -> sum.leftOut.merge(setting, rows, Long::sum));
    return sum;
  }
}
