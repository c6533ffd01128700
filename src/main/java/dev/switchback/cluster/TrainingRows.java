package dev.switchback.cluster;

import dev.switchback.artifact.InputException;
import dev.switchback.dataset.shard.TableFile;
import dev.switchback.dataset.shard.TokenColumn;
import dev.switchback.experiment.TrainingSettings;
import dev.switchback.metric.estimate.DecodingCost;
import dev.switchback.token.TokenizedTrace;
import dev.switchback.train.BatchPlan;
import dev.switchback.train.TokenRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * The rows of a training, one partition with one {@link TokenRows} for each worker. Spark keeps a
 * worker's rows where it ran, and sends its next round there; where that executor is lost, the rows
 * are read again elsewhere.
 */
public final class TrainingRows implements AutoCloseable {
  private final JavaRDD<TokenRows> shares;
  private final int workers;

  private TrainingRows(JavaRDD<TokenRows> shares, int workers, String name) {
    this.shares = shares.setName(name).persist(StorageLevel.MEMORY_AND_DISK());
    this.workers = workers;
  }

  /**
   * Every worker's share of a folder of traces: every so-many-th trace, beginning with its own
   * number.
   *
   * @param name for Spark's pages
   * @param folder of Parquet files with the columns {@code tokens} and {@code prompt_tokens}
   * @param contextLength longest row
   * @param settings of the training
   * @throws InputException in a task, if the folder cannot be read or a worker has no row
   */
  public static TrainingRows ofTraces(
      JavaSparkContext spark,
      String name,
      String folder,
      int contextLength,
      TrainingSettings settings) {
    SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
    if (settings.workers().count() > 1) {
      return dealt(name, read(spark, folder, hadoop), folder, contextLength, settings);
    }
    JavaRDD<TokenRows> all =
        spark
            .parallelize(List.of(folder), 1)
            .map(at -> TokenColumn.read(hadoop.value(), new Path(at)))
            .map(traces -> rows(traces, contextLength, settings));
    return new TrainingRows(all.map(rows -> requireRows(rows, folder, 1)), 1, name);
  }

  /** The traces of a folder by their index: each file is read once, by a task of its own. */
  private static JavaPairRDD<Long, Tuple2<byte[], Integer>> read(
      JavaSparkContext spark, String folder, SerializableConfiguration hadoop) {
    List<Tuple2<String, Long>> files =
        TableFile.of(hadoop.value(), new Path(folder)).stream()
            .map(file -> new Tuple2<>(file.location(), file.begin()))
            .toList();
    return spark
        .parallelize(files, Math.max(1, files.size()))
        .flatMapToPair(file -> traces(hadoop.value(), new Path(file._1()), file._2()).iterator());
  }

  private static List<Tuple2<Long, Tuple2<byte[], Integer>>> traces(
      Configuration hadoop, Path file, long begin) {
    List<Tuple2<Long, Tuple2<byte[], Integer>>> traces = new ArrayList<>();
    for (TokenizedTrace trace : TokenColumn.readFile(hadoop, file)) {
      traces.add(
          new Tuple2<>(begin + traces.size(), new Tuple2<>(trace.tokens(), trace.promptTokens())));
    }
    return traces;
  }

  /**
   * Every worker's share of traces that Spark holds: every so-many-th, beginning with its own
   * number.
   *
   * @param traces tokens from START to END and how many of them are the prompt, in an order that
   *     does not change from one reading to the next
   */
  public static TrainingRows ofTokens(
      String name,
      JavaPairRDD<byte[], Integer> traces,
      int contextLength,
      TrainingSettings settings) {
    JavaPairRDD<Long, Tuple2<byte[], Integer>> indexed =
        traces.zipWithIndex().mapToPair(trace -> new Tuple2<>(trace._2(), trace._1()));
    return dealt(name, indexed, "the data", contextLength, settings);
  }

  private static TrainingRows dealt(
      String name,
      JavaPairRDD<Long, Tuple2<byte[], Integer>> traces,
      String from,
      int contextLength,
      TrainingSettings settings) {
    int workers = settings.workers().count();
    JavaRDD<TokenRows> shares =
        traces
            .partitionBy(new ShareOfIndex(workers))
            .mapPartitions(share -> List.of(inOrder(share, contextLength, settings)).iterator())
            .map(rows -> requireRows(rows, from, workers));
    return new TrainingRows(shares, workers, name);
  }

  /**
   * The steps that reach a budget of floating-point operations: each worker's step costs what the
   * batches of an epoch over its rows cost on average, padding left out.
   *
   * @param budget of all workers, more than 0
   * @param cost of the model
   * @param padding the token that fills up
   * @return 1 or more
   */
  public long stepsFor(double budget, DecodingCost cost, TrainingSettings settings, int padding) {
    int batchTokens = settings.batchTokens();
    int bucketWidth = settings.bucketWidth();
    double step =
        shares
            .map(
                rows -> {
                  BatchPlan plan = new BatchPlan(rows, batchTokens, bucketWidth, padding, 0, 0);
                  return plan.workPerEpoch().operations(cost) / plan.batchesPerEpoch();
                })
            .collect()
            .stream()
            .mapToDouble(Double::doubleValue)
            .sum();
    return Math.max(1, (long) Math.ceil(budget / step));
  }

  private static TokenRows inOrder(
      Iterator<Tuple2<Long, Tuple2<byte[], Integer>>> share,
      int contextLength,
      TrainingSettings settings) {
    TreeMap<Long, TokenizedTrace> traces = new TreeMap<>();
    share.forEachRemaining(
        trace -> traces.put(trace._1(), new TokenizedTrace(trace._2()._1(), trace._2()._2())));
    return rows(traces.values(), contextLength, settings);
  }

  private static TokenRows rows(
      Iterable<TokenizedTrace> traces, int contextLength, TrainingSettings settings) {
    return TokenRows.of(traces, contextLength, settings.masksPrompts());
  }

  /** Trace number i belongs to share i modulo their number. */
  private static final class ShareOfIndex extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int shares;

    ShareOfIndex(int shares) {
      this.shares = shares;
    }

    @Override
    public int numPartitions() {
      return shares;
    }

    @Override
    public int getPartition(Object index) {
      return (int) ((Long) index % shares);
    }
  }

  private static TokenRows requireRows(TokenRows rows, String folder, int workers) {
    if (rows.count() == 0) {
      throw new InputException(
          "Cannot train: "
              + folder
              + " has no rows for one of "
              + workers
              + " workers, expected at least one for each; lower workers.count or make more"
              + " problems");
    }
    return rows;
  }

  JavaRDD<TokenRows> shares() {
    return shares;
  }

  int workers() {
    return workers;
  }

  /** Lets executors forget the rows. */
  @Override
  public void close() {
    shares.unpersist(false);
  }
}
