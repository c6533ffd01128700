package dev.switchback.dataset.shard;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.Locations;
import dev.switchback.config.ConfigurationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A table in files, one for each shard, each made by one task. Shards that are there are not made
 * again, and no shard depends on another, so that a killed job goes on where it was; the bytes are
 * the same however often it was killed and however many tasks ran at once.
 */
public record ShardedTable(ShardWriter writer, ShardRows rows) {

  /**
   * Makes the shards that are not in the folder.
   *
   * @param counter of the indices gone through, whether or not they have a row; those of shards
   *     that are there already count at once
   */
  public void write(SparkSession session, Path folder, List<Shard> shards, LongAccumulator counter)
      throws IOException {
    JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
    FileSystem files = Locations.files(folder, spark.hadoopConfiguration());
    files.mkdirs(folder);
    Set<String> finished = TableFiles.removeUnfinished(files, folder);
    List<Shard> missing = new ArrayList<>();
    for (Shard shard : shards) {
      if (finished.contains(shard.fileName())) {
        counter.add(shard.size());
      } else {
        missing.add(shard);
      }
    }
    if (!missing.isEmpty()) {
      write(spark, folder.toString(), missing, counter);
    }
  }

  private void write(
      JavaSparkContext spark, String folder, List<Shard> shards, LongAccumulator counter) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    ShardWriter ownWriter = writer;
    ShardRows ownRows = rows;
    try {
      spark
          .parallelize(shards, shards.size())
          .foreach(
              shard -> write(ownWriter, ownRows, shard, new Path(folder), hadoop.value(), counter));
    } catch (Exception failed) {
      throwToldCause(failed);
      throw failed;
    }
  }

  /** Spark wraps what a task throws; what is meant for the user is told as it is. */
  private static void throwToldCause(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException told) {
        throw told;
      }
      if (cause instanceof InputException told) {
        throw told;
      }
    }
  }

  private static void write(
      ShardWriter writer,
      ShardRows rows,
      Shard shard,
      Path folder,
      Configuration hadoop,
      LongAccumulator counter)
      throws IOException {
    try (ShardRows.Opened opened = rows.open(shard, hadoop)) {
      Path file = new Path(folder, shard.fileName());
      counter.add(shard.size() - writer.write(hadoop, file, opened, counter::add));
    }
  }
}
