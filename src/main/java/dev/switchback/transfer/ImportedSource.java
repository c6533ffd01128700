package dev.switchback.transfer;

import dev.switchback.artifact.ArtifactFolder;
import dev.switchback.artifact.InputException;
import dev.switchback.config.ConfigurationException;
import dev.switchback.dataset.DistinctSplit.ProblemSource;
import dev.switchback.dataset.ImportedRows;
import dev.switchback.dataset.ImportedRows.ImportedRange;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.TableFile;
import dev.switchback.dataset.shard.TrackedJob;
import dev.switchback.family.Family;
import dev.switchback.family.ImportedProblems;
import dev.switchback.family.ProblemSettings;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * An import that a run takes its problems from. Row i of it, in the order of its files' names, is
 * problem i of whichever split it belongs to.
 *
 * @param from the import's folder
 * @param counts of its rows
 */
public record ImportedSource(
    Path from,
    Family family,
    ProblemSettings settings,
    List<TableFile> files,
    ImportCounts counts) {

  /**
   * Refuses a folder that is no import of the family, before anything is done.
   *
   * @throws InputException if it is no import
   * @throws ConfigurationException if it holds another family
   */
  public static void requireFamily(ArtifactFolder folder, Family family) {
    Object found = folder.require().facts().get("family");
    if (found == null) {
      throw new InputException(
          "Cannot take problems from "
              + folder.path()
              + ": its manifest is of something else, expected a folder that `import` made");
    }
    if (!found.equals(family.key())) {
      throw new ConfigurationException(
          "Cannot take problems from "
              + folder.path()
              + ": it holds "
              + found
              + " problems, expected "
              + family.key()
              + "; change problems.family or problems.from");
    }
  }

  /**
   * Looks through an import.
   *
   * @throws InputException if a file is damaged or missing
   * @throws ConfigurationException if a wanted split would have no problem at all
   */
  public static ImportedSource of(
      SparkSession spark,
      ArtifactFolder folder,
      Family family,
      ProblemSettings settings,
      TrackedJob job)
      throws IOException {
    Path problems = new Path(folder.path(), FileImport.PROBLEMS);
    List<TableFile> files = TableFile.of(spark.sparkContext().hadoopConfiguration(), problems);
    long rows = files.isEmpty() ? 0 : files.get(files.size() - 1).end();
    requireRows(problems, ((Number) folder.require().facts().get("taken")).longValue(), rows);
    List<Shard> shards = Shard.cut(0, 0, rows, settings.rowsPerFile());
    AtomicReference<ImportCounts> counts = new AtomicReference<>();
    job.run(
        "Looking through " + folder.path(),
        rows,
        counter -> counts.set(ImportCounts.of(spark, family, files, shards, counter)));
    ImportedSource source =
        new ImportedSource(folder.path(), family, settings, files, counts.get());
    family.splits().forEach(source::requireProblems);
    return source;
  }

  private static void requireRows(Path problems, long expected, long rows) {
    if (rows != expected) {
      throw new InputException(
          "Cannot take problems from "
              + problems
              + ": it has "
              + rows
              + " rows, expected "
              + expected
              + " as its manifest says; run `import` again with --overwrite");
    }
  }

  private void requireProblems(Split split) {
    if (rows(split) == 0) {
      throw new ConfigurationException(
          "Cannot take problems from "
              + from
              + ": none of its "
              + rows()
              + " rows is for the "
              + split.key()
              + " split, expected at least one"
              + filtered()
              + "; change problems."
              + (split == Split.UNSEEN_TARGET ? "unseen-target-share" : "validation-share")
              + " or what the settings describe, or import more problems"
              + (split == Split.UNSEEN_TARGET ? ", or set problems.unseen-target = 0" : ""));
    }
  }

  private String filtered() {
    StringBuilder text = new StringBuilder();
    counts
        .filtered()
        .forEach((setting, rows) -> text.append(", ").append(rows + " by problems." + setting));
    return text.isEmpty() ? "" : " (left out" + text.substring(1) + ")";
  }

  public ProblemSource of(Split split) {
    return new ProblemSource(
        new ImportedRows(family, split, files), rows(), (double) rows(split) / rows());
  }

  /** What a manifest states about the import. */
  public Map<String, Object> facts() {
    Map<String, Object> splits = new TreeMap<>();
    Map<String, Object> wanted = new TreeMap<>();
    for (Split split : family.splits()) {
      splits.put(split.key(), rows(split));
      wanted.put(split.key(), settings.rows(split.key()));
    }
    return Map.of(
        "rows", rows(), "of_split", splits, "filtered", counts.filtered(), "asked_for", wanted);
  }

  private long rows() {
    return files.get(files.size() - 1).end();
  }

  private long rows(Split split) {
    return Optional.ofNullable(counts.splits().get(split)).orElse(0L);
  }

  /**
   * What a run can make of an import, before repeats are removed.
   *
   * @param splits rows that belong to each split
   * @param filtered rows that settings do not describe, by the setting
   */
  record ImportCounts(Map<Split, Long> splits, Map<String, Long> filtered) implements Serializable {

    public ImportCounts {
      splits = new TreeMap<>(splits);
      filtered = new TreeMap<>(filtered);
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
          .filterReason(row)
          .ifPresentOrElse(
              setting -> filtered.merge(setting, 1L, Long::sum),
              () -> splits.merge(problems.split(row), 1L, Long::sum));
    }

    private ImportCounts plus(ImportCounts other) {
      ImportCounts sum = new ImportCounts(splits, filtered);
      other.splits.forEach((split, rows) -> sum.splits.merge(split, rows, Long::sum));
      other.filtered.forEach((setting, rows) -> sum.filtered.merge(setting, rows, Long::sum));
      return sum;
    }
  }
}
