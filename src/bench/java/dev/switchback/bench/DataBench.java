package dev.switchback.bench;

import dev.switchback.experiment.ExperimentFile;
import dev.switchback.family.Family;
import dev.switchback.family.ProblemSettings;
import dev.switchback.puzzle.Split;
import dev.switchback.trace.SearchMixture;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How fast problems and their traces are made: the rows alone, written by a loop, by Spark. */
public final class DataBench {
  private static final long BARE_NANOSECONDS = 3_000_000_000L;
  private static final String COUNTDOWN = "countdown";
  private static final String SUDOKU = "sudoku";
  private static final int COUNTDOWN_ROWS = 120_000;
  private static final int SUDOKU_ROWS = 30_000;

  private final PrintStream out;

  private DataBench(PrintStream out) {
    this.out = out;
  }

  /** Measures and prints rows a second. */
  public static void run(PrintStream out) throws IOException {
    DataBench bench = new DataBench(out);
    bench.measure("CountDown, 4 numbers, dfs-sum", COUNTDOWN, "dfs-sum", true);
    bench.measure("CountDown, 4 numbers, dfs-sum, without text", COUNTDOWN, "dfs-sum", false);
    bench.measure("Sudoku, 22 to 29 clues, strategy", SUDOKU, "strategy", true);
  }

  private void measure(String what, String family, String search, boolean text) throws IOException {
    measure(what, Family.of(settings(family, text), 42), new SearchMixture(Map.of(search, 1)));
  }

  private void measure(String what, Family family, SearchMixture searches) throws IOException {
    out.println(what + "; rows/s");
    print("  row of problems/, bare", bare(family.draws(Split.TRAIN)));
    print("  row of problems/ and of traces/, bare", bare(both(family, searches)));
    try (WrittenTables tables = new WrittenTables(family, searches, rows(family))) {
      double loop = tables.byLoop();
      print("  both tables as Parquet, a loop", loop);
      double one = bySpark(tables, "local[1]");
      print("  both tables as Parquet, Spark local[1]", one, loop, "the loop");
      double two = bySpark(tables, "local[2]");
      print("  both tables as Parquet, Spark local[2]", two, one, "local[1]");
    }
  }

  private static int rows(Family family) {
    return family.key().equals(SUDOKU) ? SUDOKU_ROWS : COUNTDOWN_ROWS;
  }

  /** A million problems of a family, with the text of traces or without. */
  static ProblemSettings settings(String family, boolean text) {
    String experiment =
        String.format(
            Locale.ROOT,
            """
            name = bench
            stages = [generate]
            problems { family = %s, text = %s, train = 1000000, rows-per-file = 10000, styles = [direct] }
            """,
            family,
            text);
    return ExperimentFile.ofText(experiment, "bench").problems();
  }

  private static double bySpark(WrittenTables tables, String master) throws IOException {
    try (SparkSession spark = session(master)) {
      return tables.bySpark(spark);
    }
  }

  private static LongFunction<Row> both(Family family, SearchMixture searches) {
    LongFunction<Row> problems = family.draws(Split.TRAIN);
    Function<Row, Row> traces = family.traces(Split.TRAIN, searches);
    return index -> traces.apply(NamedRow.of(problems.apply(index), family.problemSchema()));
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

  private static SparkSession session(String master) {
    return SparkSession.builder()
        .appName("switchback bench data")
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "localhost")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private void print(String what, double rate) {
    out.printf(Locale.ROOT, "%-45s %,9.0f%n", what, rate);
  }

  private void print(String what, double rate, double other, String name) {
    out.printf(Locale.ROOT, "%-45s %,9.0f  %.2f of %s%n", what, rate, rate / other, name);
  }
}
