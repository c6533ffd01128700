package dev.switchback.bench;

import dev.switchback.dataset.GeneratedRows;
import dev.switchback.dataset.TracedRows;
import dev.switchback.dataset.shard.Shard;
import dev.switchback.dataset.shard.ShardRows;
import dev.switchback.dataset.shard.ShardWriter;
import dev.switchback.dataset.shard.ShardedTable;
import dev.switchback.family.Family;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Problems and traces of them, written to a folder that is removed in the end. */
final class WrittenTables implements AutoCloseable {
  /** Few files, as of a large table, and as many for each of two cores. */
  private static final int FILES = 4;

  private final Family family;
  private final SearchMixture searches;
  private final int rows;
  private final Path folder;
  private final Configuration hadoop = new Configuration();

  WrittenTables(Family family, SearchMixture searches, int rows) throws IOException {
    this.family = family;
    this.searches = searches;
    this.rows = rows;
    this.folder = new Path(Files.createTempDirectory("switchback-bench").toUri());
  }

  /** Rows a second of one thread without Spark: the second of two runs. */
  double byLoop() throws IOException {
    return second((table, path) -> loop(table, path));
  }

  /** Rows a second of Spark, all its cores: the second of two runs. */
  double bySpark(SparkSession spark) throws IOException {
    return second(
        (table, path) ->
            table.write(spark, path, shards(), spark.sparkContext().longAccumulator("rows")));
  }

  @Override
  public void close() throws IOException {
    folder.getFileSystem(hadoop).delete(folder, true);
  }

  private double second(Writing writing) throws IOException {
    write(writing);
    long started = System.nanoTime();
    write(writing);
    return rows / ((System.nanoTime() - started) / 1e9);
  }

  private void write(Writing writing) throws IOException {
    folder.getFileSystem(hadoop).delete(folder, true);
    Path problems = new Path(folder, "problems");
    writing.write(
        new ShardedTable(ShardWriter.ofProblems(family), new GeneratedRows(family, Split.TRAIN)),
        problems);
    TracedRows traces = new TracedRows(family, Split.TRAIN, problems.toString(), searches);
    writing.write(
        new ShardedTable(ShardWriter.ofTraces(family), traces), new Path(folder, "traces"));
  }

  private void loop(ShardedTable table, Path path) throws IOException {
    ShardWriter writer = table.writer();
    for (Shard shard : shards()) {
      try (ShardRows.Opened opened = table.rows().open(shard, hadoop)) {
        writer.write(hadoop, new Path(path, shard.fileName()), opened, written -> {});
      }
    }
  }

  private List<Shard> shards() {
    int size = rows / FILES;
    return IntStream.range(0, FILES)
        .mapToObj(file -> new Shard(file, (long) file * size, (file + 1L) * size))
        .toList();
  }

  /** One way to write a table. */
  private interface Writing {
    void write(ShardedTable table, Path path) throws IOException;
  }
}
