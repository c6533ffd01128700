package dev.switchback.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;

import dev.switchback.artifact.Locations;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardReader;
import dev.switchback.dataset.shard.StoredTable;
import dev.switchback.dataset.shard.TableFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a table whose key an earlier row has. They are found exactly, with one shuffle of
 * keys and indices; what is kept in memory is one shard's share of them.
 *
 * @param folder where they are kept, one folder for each shard that has any
 */
record DuplicateIndex(Path folder) {
  /** So that a partition's keys are sorted in memory. */
  private static final long KEYS_OF_A_PARTITION = 500_000;

  private static final StructType INDEX = new StructType().add("index", DataTypes.LongType, true);

  /**
   * Finds the repeats in shards that are there, and replaces what was found before. Their table may
   * have more rows, which are not looked at.
   *
   * @param key an SQL expression over the columns
   * @return how many repeats each shard has, for those that have any
   */
  NavigableMap<Integer, Long> find(
      SparkSession session, Path table, List<Shard> shards, String key) {
    long rows = shards.get(shards.size() - 1).end();
    Dataset<Row> keys =
        StoredTable.read(session, table)
            .where(col("index").lt(rows))
            .select(expr(key).as("key"), col("index"))
            .repartition((int) (rows / KEYS_OF_A_PARTITION + 1), col("key"));
    Dataset<Row> repeats =
        keys.withColumn("first", min("index").over(Window.partitionBy("key")))
            .where("index > first")
            .select(col("index"), shardOf(shards).apply(col("index")).as("shard"));
    repeats
        .repartition(1, col("shard"))
        .sortWithinPartitions("shard", "index")
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy("shard")
        .parquet(folder.toString());
    return counts(session);
  }

  /** The repeats of a shard, ascending. */
  long[] of(Shard shard, Configuration hadoop) throws IOException {
    Path own = new Path(folder, "shard=" + shard.number());
    FileSystem files = Locations.files(own, hadoop);
    if (!files.exists(own)) {
      return new long[0];
    }
    long[] indices = new long[(int) shard.size()];
    int count = 0;
    for (Path file : TableFiles.of(hadoop, own)) {
      try (ShardReader rows = new ShardReader(hadoop, file, INDEX)) {
        while (rows.hasNext()) {
          indices[count++] = rows.next().getLong(0);
        }
      }
    }
    Arrays.sort(indices, 0, count);
    return Arrays.copyOf(indices, count);
  }

  private NavigableMap<Integer, Long> counts(SparkSession session) {
    NavigableMap<Integer, Long> counts = new TreeMap<>();
    StoredTable.read(session, folder, INDEX.add("shard", DataTypes.IntegerType))
        .groupBy("shard")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getInt(0), row.getLong(1)));
    return counts;
  }

  private static UserDefinedFunction shardOf(List<Shard> shards) {
    long[] begins = shards.stream().mapToLong(Shard::begin).toArray();
    UDF1<Long, Integer> shardOf =
        index -> {
          int place = Arrays.binarySearch(begins, index);
          return place >= 0 ? place : -place - 2;
        };
    return udf(shardOf, DataTypes.IntegerType);
  }
}
