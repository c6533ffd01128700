package dev.switchback.dataset;

import dev.switchback.config.ConfigurationException;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * Fills a split with the first problems, in the order in which they are drawn, of which no two are
 * the same. What is drawn is kept beside the split until it is complete; a killed job draws nothing
 * twice.
 *
 * @param key an SQL expression that is equal for problems that count as the same
 * @param drawn folder of what is drawn
 * @param repeats what is left out of it
 * @param largestShard rows of a file, at most
 */
public record DistinctSplit(
    Family family, Split split, String key, Path drawn, Repeats repeats, long largestShard) {
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
      Family family, Split split, String key, Path beside, long largestShard) {
    return new DistinctSplit(
        family,
        split,
        key,
        new Path(beside, "drawn-" + split.key()),
        new Repeats(new Path(beside, "repeats-" + split.key())),
        largestShard);
  }

  /**
   * Writes the split.
   *
   * @param rows wanted
   * @param counter of the rows drawn and of the rows written
   * @throws ConfigurationException if the settings leave too few problems
   */
  public void write(SparkSession spark, Path folder, long rows, LongAccumulator counter)
      throws IOException {
    List<Shard> shards = new ArrayList<>();
    NavigableMap<Integer, Long> repeated = new TreeMap<>();
    long draws = 0;
    long distinct = 0;
    while (distinct < rows) {
      long most = LEAST_DRAWS + DRAWS_PER_PROBLEM * Math.max(distinct, draws == 0 ? rows : 0);
      if (draws >= most) {
        throw tooFew(rows, distinct);
      }
      long next = Math.min(most, nextDraws(rows, draws, distinct));
      shards.addAll(Shard.cut(shards.size(), draws, next, largestShard));
      draws = next;
      draw(spark, shards, counter);
      repeated = repeats.find(spark, drawn, shards, key);
      distinct = draws - sum(repeated);
    }
    Kept kept = Kept.first(rows, shards, repeated);
    copy(spark, folder, kept, counter);
  }

  /** A few more than the share of new problems among the draws so far asks for. */
  private static long nextDraws(long rows, long draws, long distinct) {
    if (draws == 0) {
      return rows + rows / 64 + Math.min(rows, LEAST_DRAWS) / 2;
    }
    double share = Math.max((double) distinct / draws, 1.0 / DRAWS_PER_PROBLEM);
    return draws + (long) (1.5 * (rows - distinct) / share) + LEAST_DRAWS / 10;
  }

  private void draw(SparkSession spark, List<Shard> shards, LongAccumulator counter)
      throws IOException {
    spark.sparkContext().setJobDescription("Draw problems, " + split.key());
    new ShardedTable(ProblemTable.writer(family), new Draws(family, split))
        .write(spark, drawn, shards, counter);
    spark.sparkContext().setJobDescription("Find repeated problems, " + split.key());
  }

  private void copy(SparkSession spark, Path folder, Kept kept, LongAccumulator counter)
      throws IOException {
    spark.sparkContext().setJobDescription("Write problems, " + split.key());
    new ShardedTable(
            ProblemTable.writer(family),
            new Copy(family, drawn.toString(), repeats.folder().toString(), kept))
        .write(spark, folder, kept.shards(), counter);
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
            + ", let there be more numbers, targets or clues"
            + (split == Split.TRAIN ? ", or allow repeats with problems.repeats = true" : ""));
  }

  private static long sum(NavigableMap<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Which of the drawn shards are kept, and how far the last one.
   *
   * @param rows that are kept of the last shard
   */
  private record Kept(List<Shard> shards, long rows) implements Serializable {
    static Kept first(long rows, List<Shard> drawn, NavigableMap<Integer, Long> repeated) {
      List<Shard> kept = new ArrayList<>();
      long left = rows;
      for (Shard shard : drawn) {
        long own = repeated.getOrDefault(shard.number(), 0L);
        kept.add(shard);
        if (shard.size() - own >= left) {
          break;
        }
        left -= shard.size() - own;
      }
      return new Kept(List.copyOf(kept), left);
    }

    long most(Shard shard) {
      return shard.equals(shards.get(shards.size() - 1)) ? rows : shard.size();
    }
  }

  /** Drawn shards without their repeats. */
  private record Copy(Family family, String drawn, String repeats, Kept kept) implements ShardRows {
    @Override
    public Opened open(Shard shard, Configuration hadoop) throws IOException {
      long[] left = new Repeats(new Path(repeats)).of(shard, hadoop);
      Path file = new Path(drawn, shard.fileName());
      return new DistinctRows(
          new ShardReader(hadoop, file, family.problemSchema()), left, kept.most(shard));
    }
  }
}
