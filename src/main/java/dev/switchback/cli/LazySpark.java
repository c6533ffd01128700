package dev.switchback.cli;

import dev.switchback.artifact.InputException;
import dev.switchback.artifact.PlainLocalFileSystem;
import dev.switchback.cluster.LiveFigureSource;
import dev.switchback.dataset.shard.PageChecksums;
import dev.switchback.experiment.Experiment;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark, started when it is first asked for. YARN's application master gives up on a driver that
 * starts none in time: there it is started at once, whether or not there is work for it. Where a
 * setting is given more than once, the first of these wins:
 *
 * <ol>
 *   <li>{@code --master} of this program;
 *   <li>spark-submit's options and spark-defaults.conf;
 *   <li>{@code spark.conf} of the experiment;
 *   <li>the defaults below.
 * </ol>
 */
public final class LazySpark implements Supplier<SparkSession>, AutoCloseable {
  private static final long SMALLEST_HEAP = 512L << 20;

  /**
   * A machine of one's own: no pages to serve, no network to be found on, and no more parts of a
   * shuffle than keep its cores busy, where Spark has 200 for a cluster.
   */
  private static final Map<String, String> LOCAL_DEFAULTS =
      Map.of(
          "spark.ui.enabled", "false",
          "spark.sql.shuffle.partitions",
              String.valueOf(2 * Runtime.getRuntime().availableProcessors()),
          "spark.driver.host", "localhost",
          "spark.driver.bindAddress", "127.0.0.1");

  /**
   * Where Spark serves its pages, it serves figures to Prometheus, under names that are the same in
   * every run.
   */
  private static final Map<String, String> WATCHED_DEFAULTS =
      Map.of(
          "spark.metrics.namespace", "switchback",
          "spark.metrics.conf.*.sink.prometheusServlet.class",
              "org.apache.spark.metrics.sink.PrometheusServlet",
          "spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus");

  /**
   * What executors need: nothing of the engine's asks the network, large blocks of memory are kept
   * and reused, and a round's weights may be larger than Spark's limit for results.
   */
  private static final Map<String, String> CLUSTER_DEFAULTS =
      Map.of(
          "spark.executorEnv.DJL_OFFLINE", "true",
          "spark.executorEnv.OPT_OUT_TRACKING", "true",
          "spark.executorEnv.GOMP_SPINCOUNT", "1000",
          "spark.executorEnv.GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
          "spark.executorEnv.MALLOC_MMAP_MAX_", "0",
          "spark.executorEnv.MALLOC_TRIM_THRESHOLD_", "100000000000",
          "spark.executorEnv.MALLOC_TOP_PAD_", "1000000000",
          "spark.driver.maxResultSize", "0");

  private final Optional<String> master;
  private final String name;
  private final Map<String, String> conf;
  private Optional<SparkSession> session = Optional.empty();

  /** Spark for an experiment. */
  public LazySpark(Optional<String> master, Experiment experiment) {
    this(master, experiment.name(), experiment.spark().conf());
  }

  /**
   * Spark for work that is no experiment.
   *
   * @param name of the work
   * @param conf in the place of {@code spark.conf}
   */
  LazySpark(Optional<String> master, String name, Map<String, String> conf) {
    this.master = master;
    this.name = name;
    this.conf = Map.copyOf(conf);
    if (DriverHost.here() == DriverHost.APPLICATION_MASTER) {
      get();
    }
  }

  @Override
  public SparkSession get() {
    if (session.isEmpty()) {
      requireHeap(Runtime.getRuntime().maxMemory());
      Surroundings.require();
      SparkConf settings = settings(new SparkConf());
      if (settings.get("spark.master").startsWith("local")) {
        Surroundings.requireLocalFolder(localFolders(settings));
      }
      session = Optional.of(start(settings));
    }
    return session.get();
  }

  /** Where Spark keeps temporary data, as it finds that out itself on one machine. */
  private static String localFolders(SparkConf settings) {
    String fallback = System.getProperty("java.io.tmpdir");
    return System.getenv()
        .getOrDefault("SPARK_LOCAL_DIRS", settings.get("spark.local.dir", fallback));
  }

  private static SparkSession start(SparkConf settings) {
    try {
      SparkSession session = SparkSession.builder().config(settings).getOrCreate();
      LiveFigureSource.register();
      return session;
    } catch (Exception | ExceptionInInitializerError | NoClassDefFoundError failed) {
      throw StartFailure.of(failed, settings.get("spark.master"));
    }
  }

  /** Completes what spark-submit set. */
  SparkConf settings(SparkConf submitted) {
    master.ifPresent(submitted::setMaster);
    conf.forEach(submitted::setIfMissing);
    submitted.setIfMissing("spark.master", "local[*]");
    submitted.setAppName("switchback " + name);
    submitted.setIfMissing("spark.ui.showConsoleProgress", "false");
    CLUSTER_DEFAULTS.forEach(submitted::setIfMissing);
    WATCHED_DEFAULTS.forEach(submitted::setIfMissing);
    BiConsumer<String, String> hadoop =
        (key, value) -> submitted.setIfMissing(HadoopSettings.PREFIX + key, value);
    PlainLocalFileSystem.settings(hadoop);
    PageChecksums.settings(hadoop);
    if (submitted.get("spark.master").startsWith("local")) {
      LOCAL_DEFAULTS.forEach(submitted::setIfMissing);
    }
    return submitted;
  }

  /** Spark itself refuses less, in words that do not help here. */
  static void requireHeap(long bytes) {
    if (bytes < SMALLEST_HEAP) {
      throw new InputException(
          "Cannot start Spark in "
              + (bytes >> 20)
              + " MiB of memory, expected 512 MiB or more; set SWITCHBACK_DRIVER_MEMORY, for"
              + " example to 3g");
    }
  }

  @Override
  public void close() {
    session.ifPresent(SparkSession::stop);
  }
}
