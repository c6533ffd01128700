package dev.switchback.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.switchback.config.ConfigurationException;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.ShardedTable;
import dev.switchback.dataset.shard.StoredTable;
import dev.switchback.dataset.shard.TableFiles;
import dev.switchback.dataset.shard.TrackedJob;
import dev.switchback.family.Family;
import dev.switchback.family.ProblemTable;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
    DuplicateIndex repeats,
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
        new DuplicateIndex(new Path(beside, "repeats-" + split.key())),
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
  public long write(SparkSession spark, Path folder, long rows, TrackedJob job) throws IOException {
    List<Shard> shards = new ArrayList<>();
    Map<Integer, Long> distinct = Map.of();
    long draws = 0;
    while (sum(distinct) < rows && draws < source.end()) {
      long next = nextDraws(rows, draws, sum(distinct));
      shards.addAll(Shard.cut(shards.size(), draws, next, largestShard));
      draws = next;
      draw(spark, shards, job);
      distinct = distinct(spark, shards);
    }
    long found = sum(distinct);
    copy(spark, folder, rows, found, ShardSelection.first(rows, shards, distinct), job);
    Dataset<Row> all = StoredTable.read(spark, drawn).select("index");
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

  private void draw(SparkSession spark, List<Shard> shards, TrackedJob job) throws IOException {
    long draws = shards.get(shards.size() - 1).end();
    ShardedTable table = new ShardedTable(ShardWriter.ofProblems(family), source.rows());
    job.run(
        (source.endless() ? "Drawing " : "Looking for ") + split.key() + " problems",
        draws,
        counter -> table.write(spark, drawn, shards, counter));
  }

  /** Problems of each shard that repeat none, by its number. */
  private Map<Integer, Long> distinct(SparkSession spark, List<Shard> shards) {
    spark.sparkContext().setJobDescription("Find repeated problems, " + split.key());
    Map<Integer, Long> repeated = repeats.find(spark, drawn, shards, key);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<Long> rows =
        TableFiles.rows(
            hadoop, shards.stream().map(shard -> new Path(drawn, shard.fileName())).toList());
    Map<Integer, Long> distinct = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      int number = shards.get(i).number();
      distinct.put(number, rows.get(i) - repeated.getOrDefault(number, 0L));
    }
    return distinct;
  }

  private void copy(
      SparkSession spark, Path folder, long rows, long found, ShardSelection kept, TrackedJob job)
      throws IOException {
    Copy copy = new Copy(family, drawn.toString(), repeats.folder().toString(), kept);
    ShardedTable table = new ShardedTable(ShardWriter.ofProblems(family), copy);
    String problems = split.key() + " problems";
    job.run(
        found < rows
            ? "Writing all " + found + " " + problems + " that there are, of " + rows + " asked for"
            : "Writing " + problems,
        kept.indices(),
        counter -> table.write(spark, folder, kept.shards(), counter));
  }

  private static long last(SparkSession spark, Path folder) {
    return StoredTable.read(spark, folder).agg(max("index")).first().getLong(0);
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
  private record Copy(Family family, String drawn, String repeats, ShardSelection kept)
      implements ShardRows {
    @Override
    public Opened open(Shard shard, Configuration hadoop) throws IOException {
      long[] left = new DuplicateIndex(new Path(repeats)).of(shard, hadoop);
      Path file = new Path(drawn, shard.fileName());
      return new DistinctRows(
          new ShardReader(hadoop, file, family.problemSchema()), left, kept.most(shard));
    }
  }

  /** Rows without those at certain indices, up to a number of rows. */
  private static final class DistinctRows implements ShardRows.Opened {
    private final ShardRows.Opened rows;
    private final long[] skipped;
    private final int indexColumn;
    private long wanted;
    private int passed;
    private Row next;

    /**
     * @param skipped indices, ascending
     * @param wanted how many rows are kept at most
     */
    DistinctRows(ShardRows.Opened rows, long[] skipped, long wanted) {
      this.rows = rows;
      this.skipped = skipped;
      this.wanted = wanted;
      this.indexColumn = ProblemTable.COMMON.fieldIndex("index");
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      advance();
      return row;
    }

    @Override
    public void close() {
      rows.close();
    }

    private void advance() {
      next = null;
      while (next == null && wanted > 0 && rows.hasNext()) {
        Row row = rows.next();
        if (!isLeftOut(row.getLong(indexColumn))) {
          next = row;
          wanted--;
        }
      }
    }

    private boolean isLeftOut(long index) {
      while (passed < skipped.length && skipped[passed] < index) {
        passed++;
      }
      return passed < skipped.length && skipped[passed] == index;
    }
  }

  /**
   * Where the problems of a split come from, in the order of an index.
   *
   * @param rows by index; not every index need have one
   * @param end one more than the last index; {@link Long#MAX_VALUE} if there is no last one
   * @param share of the indices, more than 0, that have a row
   */
  public record ProblemSource(ShardRows rows, long end, double share) {

    /** Problems that are drawn without an end. */
    public static ProblemSource drawn(Family family, Split split) {
      return new ProblemSource(new GeneratedRows(family, split), Long.MAX_VALUE, 1);
    }

    boolean endless() {
      return end == Long.MAX_VALUE;
    }
  }

  /**
   * Which shards are kept of those that were drawn, and how far the last one.
   *
   * @param shards that have a problem to keep
   * @param ofLast problems that are kept of the last shard, at most
   */
  private record ShardSelection(List<Shard> shards, long ofLast) implements Serializable {

    /**
     * The first problems of a number of shards.
     *
     * @param rows wanted
     * @param distinct problems of each shard that repeat none, by its number
     */
    static ShardSelection first(long rows, List<Shard> drawn, Map<Integer, Long> distinct) {
      List<Shard> kept = new ArrayList<>();
      long left = rows;
      long ofLast = 0;
      for (Shard shard : drawn) {
        long own = distinct.get(shard.number());
        if (own > 0 && left > 0) {
          kept.add(shard);
          ofLast = Math.min(own, left);
          left -= ofLast;
        }
      }
      return new ShardSelection(List.copyOf(kept), ofLast);
    }

    /** How many problems of a shard are kept at most. */
    long most(Shard shard) {
      return shard.equals(shards.get(shards.size() - 1)) ? ofLast : shard.size();
    }

    /** How many indices the shards span. */
    long indices() {
      return shards.stream().mapToLong(Shard::size).sum();
    }
  }
}
