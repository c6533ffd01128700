package dev.switchback.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.switchback.config.ConfigurationException;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fills a split with the first problems, in the order of their source, of which no two are the
 * same. What is drawn is kept beside the split until it is complete; a killed job draws nothing
 * twice.
 *
 * @param key an SQL expression that is equal for problems that count as the same
 * @param drawn folder of what is drawn
 * @param repeats what is left out of it
 * @param largestShard rows of a file, at most
 */
public record DistinctSplit(
    Family family,
    Split split,
    ProblemSource source,
    String key,
    Path drawn,
    Repeats repeats,
    long largestShard) {
  /**
   * So many draws for each problem found say that there are no more: with all problems equally
   * likely, one that is left would escape with a chance of e^-30.
   */
  private static final long DRAWS_PER_PROBLEM = 30;

  private static final long LEAST_DRAWS = 1000;

  /**
   * @param beside folder where what is drawn is kept meanwhile
   */
  public static DistinctSplit of(
      Family family,
      Split split,
      ProblemSource source,
      String key,
      Path beside,
      long largestShard) {
    return new DistinctSplit(
        family,
        split,
        source,
        key,
        new Path(beside, "drawn-" + split.key()),
        new Repeats(new Path(beside, "repeats-" + split.key())),
        largestShard);
  }

  /**
   * Writes the split.
   *
   * @param rows wanted; a source that ends may have fewer
   * @return how many problems were left out because an earlier one is the same: all up to the last
   *     one that was needed
   * @throws ConfigurationException if a source without an end has too few problems
   */
  public long write(SparkSession spark, Path folder, long rows, Steps steps) throws IOException {
    List<Shard> shards = new ArrayList<>();
    Map<Integer, Long> distinct = Map.of();
    long draws = 0;
    while (sum(distinct) < rows && draws < source.end()) {
      long next = nextDraws(rows, draws, sum(distinct));
      shards.addAll(Shard.cut(shards.size(), draws, next, largestShard));
      draws = next;
      draw(spark, shards, steps);
      distinct = distinct(spark, shards);
    }
    long found = sum(distinct);
    copy(spark, folder, rows, found, KeptShards.first(rows, shards, distinct), steps);
    Dataset<Row> all = spark.read().parquet(drawn.toString()).select("index");
    return found < rows
        ? all.count() - found
        : all.where(col("index").leq(last(spark, folder))).count() - rows;
  }

  /** A few more than the share of new problems among the draws so far asks for. */
  private long nextDraws(long rows, long draws, long distinct) {
    double share = source.share();
    long next = (long) ((rows + rows / 64 + Math.min(rows, LEAST_DRAWS) / 2) / share);
    if (draws > 0) {
      double found = Math.max((double) distinct / draws, share / DRAWS_PER_PROBLEM);
      next = draws + (long) (1.5 * (rows - distinct) / found) + LEAST_DRAWS / 10;
    }
    return Math.min(next, source.endless() ? mostDraws(rows, draws, distinct) : source.end());
  }

  private long mostDraws(long rows, long draws, long distinct) {
    long most = LEAST_DRAWS + DRAWS_PER_PROBLEM * Math.max(distinct, draws == 0 ? rows : 0);
    if (draws >= most) {
      throw tooFew(rows, distinct);
    }
    return most;
  }

  private void draw(SparkSession spark, List<Shard> shards, Steps steps) throws IOException {
    long draws = shards.get(shards.size() - 1).end();
    ShardedTable table = new ShardedTable(ShardWriter.ofProblems(family), source.rows());
    steps.take(
        (source.endless() ? "Drawing " : "Looking for ") + split.key() + " problems",
        draws,
        counter -> table.write(spark, drawn, shards, counter));
  }

  /** Problems of each shard that repeat none, by its number. */
  private Map<Integer, Long> distinct(SparkSession spark, List<Shard> shards) {
    spark.sparkContext().setJobDescription("Find repeated problems, " + split.key());
    Map<Integer, Long> repeated = repeats.find(spark, drawn, shards, key);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Map<Integer, Long> distinct = new HashMap<>();
    for (Shard shard : shards) {
      long rows = TableFiles.rows(hadoop, new Path(drawn, shard.fileName()));
      distinct.put(shard.number(), rows - repeated.getOrDefault(shard.number(), 0L));
    }
    return distinct;
  }

  private void copy(
      SparkSession spark, Path folder, long rows, long found, KeptShards kept, Steps steps)
      throws IOException {
    Copy copy = new Copy(family, drawn.toString(), repeats.folder().toString(), kept);
    ShardedTable table = new ShardedTable(ShardWriter.ofProblems(family), copy);
    String problems = split.key() + " problems";
    steps.take(
        found < rows
            ? "Writing all " + found + " " + problems + " that there are, of " + rows + " asked for"
            : "Writing " + problems,
        kept.indices(),
        counter -> table.write(spark, folder, kept.shards(), counter));
  }

  private static long last(SparkSession spark, Path folder) {
    return spark.read().parquet(folder.toString()).agg(max("index")).first().getLong(0);
  }

  private ConfigurationException tooFew(long rows, long distinct) {
    return new ConfigurationException(
        "Cannot draw "
            + rows
            + " different problems for the "
            + split.key()
            + " split: the settings leave about "
            + distinct
            + "; ask for fewer in problems."
            + split.key()
            + ", let there be more numbers, targets or clues, or "
            + advice());
  }

  private String advice() {
    return switch (split) {
      case TRAIN -> "allow repeats with problems.repeats = true";
      case VALIDATION -> "raise validation-share";
      case UNSEEN_TARGET -> "raise unseen-target-share";
    };
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Drawn shards without their repeats. */
  private record Copy(Family family, String drawn, String repeats, KeptShards kept)
      implements ShardRows {
    @Override
    public Opened open(Shard shard, Configuration hadoop) throws IOException {
      long[] left = new Repeats(new Path(repeats)).of(shard, hadoop);
      Path file = new Path(drawn, shard.fileName());
      return new DistinctRows(
          new ShardReader(hadoop, file, family.problemSchema()), left, kept.most(shard));
    }
  }
}
