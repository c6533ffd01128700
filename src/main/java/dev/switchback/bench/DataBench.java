package dev.switchback.bench;

import dev.switchback.config.ProblemSettings;
import dev.switchback.dataset.IndexedTable;
import dev.switchback.dataset.RowSource;
import dev.switchback.dataset.TraceRows;
import dev.switchback.dataset.TraceTable;
import dev.switchback.puzzle.Split;
import dev.switchback.puzzle.countdown.CountdownGenerator;
import dev.switchback.trace.countdown.CountdownStyle;
import dev.switchback.trace.countdown.StyleMixture;
import dev.switchback.trace.countdown.TraceRecorder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows per second of the study's problems (4 numbers to 99, targets 10 to 100) with their search
 * dfs-sum: bare, that is in a loop on one thread, and through Spark into Parquet.
 */
public final class DataBench {
  private static final ProblemSettings SETTINGS =
      new ProblemSettings("countdown", 4, 1, 99, 10, 100, 0.1, 0.05, 1_000_000, 1000, 1000, 0);
  private static final long SEED = 42;
  private static final long BARE_NANOSECONDS = 2_000_000_000L;
  private static final StructType TEXT = new StructType().add("text", DataTypes.StringType, false);

  private DataBench() {}

  /**
   * Prints a line for each way to make rows; takes about half a minute.
   *
   * @throws IOException if the Parquet files cannot be written to the temporary folder
   */
  public static void run(PrintStream out) throws IOException {
    out.println("CountDown, rows/s: 4 numbers to 99, targets 10 to 100, search dfs-sum");
    RowSource text = DataBench::text;
    RowSource trace =
        new TraceRows(SETTINGS, SEED, Split.TRAIN, StyleMixture.of(CountdownStyle.DFS_SUM));
    print(out, "problem, bare", bare(problems()));
    double bareText = bare(text.open());
    double bareTrace = bare(trace.open());
    print(out, "problem and text, bare", bareText);
    print(out, "row of traces/ (text and tokens), bare", bareTrace);
    for (String master : List.of("local[1]", "local[2]")) {
      try (SparkSession spark = session(master)) {
        double texts = written(spark, new IndexedTable(TEXT, text, 40_000, 1_000_000));
        ratio(out, "problem and text, Parquet, Spark " + master, texts, bareText);
        double traces =
            written(spark, new IndexedTable(TraceTable.SCHEMA, trace, 10_000, 1_000_000));
        ratio(out, "row of traces/, Parquet, Spark " + master, traces, bareTrace);
      }
    }
  }

  private static LongFunction<Row> text() {
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, SEED);
    TraceRecorder recorder = new TraceRecorder();
    return index ->
        RowFactory.create(
            recorder.write(generator.problem(Split.TRAIN, index), CountdownStyle.DFS_SUM).text());
  }

  private static LongFunction<Row> problems() {
    CountdownGenerator generator = new CountdownGenerator(SETTINGS, SEED);
    return index -> RowFactory.create(generator.problem(Split.TRAIN, index));
  }

  /** The second of two runs of the same length. */
  private static double bare(LongFunction<Row> rows) {
    rate(rows);
    return rate(rows);
  }

  private static double rate(LongFunction<Row> rows) {
    long started = System.nanoTime();
    long done = 0;
    long filled = 0;
    while (System.nanoTime() - started < BARE_NANOSECONDS) {
      filled += rows.apply(done).isNullAt(0) ? 0 : 1;
      done++;
    }
    return filled / ((System.nanoTime() - started) / 1e9);
  }

  /** The second of two writes of the same rows. */
  private static double written(SparkSession spark, IndexedTable table) throws IOException {
    Path folder = Files.createTempDirectory("switchback-bench");
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(folder.toUri());
    try {
      write(spark, table, new org.apache.hadoop.fs.Path(target, "first"));
      long started = System.nanoTime();
      write(spark, table, new org.apache.hadoop.fs.Path(target, "second"));
      return table.rows() / ((System.nanoTime() - started) / 1e9);
    } finally {
      target.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(target, true);
    }
  }

  private static void write(
      SparkSession spark, IndexedTable table, org.apache.hadoop.fs.Path folder) {
    table.write(spark, folder, 0, spark.sparkContext().longAccumulator("rows"));
  }

  private static SparkSession session(String master) {
    return SparkSession.builder()
        .appName("switchback bench data")
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private static void print(PrintStream out, String what, double rate) {
    out.printf(Locale.ROOT, "%-45s %,9.0f%n", what, rate);
  }

  private static void ratio(PrintStream out, String what, double rate, double bare) {
    out.printf(Locale.ROOT, "%-45s %,9.0f  %.2f of bare%n", what, rate, rate / bare);
  }
}
