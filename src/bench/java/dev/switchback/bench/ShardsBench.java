package dev.switchback.bench;

import dev.switchback.dataset.GeneratedRows;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.ShardedTable;
import dev.switchback.dataset.shard.TableFile;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * What a file of a table costs beside its rows: tables of many files with a problem each are
 * written, found finished, and listed with their rows.
 */
final class ShardsBench {
  private final Family family;
  private final SparkSession spark;
  private final PrintStream out;

  private ShardsBench(Family family, SparkSession spark, PrintStream out) {
    this.family = family;
    this.spark = spark;
    this.out = out;
  }

  /**
   * Prints a line for each table.
   *
   * @param files of the largest table, which is preceded by one of a tenth
   */
  static void run(int files, PrintStream out) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .appName("switchback bench shards")
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      Family family = Family.of(DataBench.settings("countdown", false), 42);
      ShardsBench bench = new ShardsBench(family, spark, out);
      bench.measure(Math.max(1, files / 10));
      bench.measure(files);
    }
  }

  private void measure(int files) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("switchback-shards");
    Path table = new Path(folder.toUri());
    try {
      double written = seconds(() -> write(table, files));
      double found = seconds(() -> write(table, files));
      double listed = seconds(() -> list(table, files));
      Runtime java = Runtime.getRuntime();
      System.gc();
      out.println(
          String.format(
              Locale.ROOT,
              "%,d files: written in %.1f s, found finished in %.2f s, listed with their rows in"
                  + " %.1f s; %,d MB of heap in use",
              files,
              written,
              found,
              listed,
              (java.totalMemory() - java.freeMemory()) >> 20));
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private void write(Path folder, int files) throws IOException {
    List<Shard> shards =
        IntStream.range(0, files).mapToObj(file -> new Shard(file, file, file + 1)).toList();
    new ShardedTable(ShardWriter.ofProblems(family), new GeneratedRows(family, Split.TRAIN))
        .write(spark, folder, shards, spark.sparkContext().longAccumulator("rows"));
  }

  private void list(Path folder, int files) {
    int found = TableFile.of(spark.sparkContext().hadoopConfiguration(), folder).size();
    if (found != files) {
      throw new IllegalStateException("Cannot list " + files + " files: found " + found);
    }
  }

  private static double seconds(Work work) throws IOException {
    long started = System.nanoTime();
    work.run();
    return (System.nanoTime() - started) / 1e9;
  }

  /** What is timed. */
  private interface Work {
    void run() throws IOException;
  }
}
