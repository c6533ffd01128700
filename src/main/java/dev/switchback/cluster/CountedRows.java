package dev.switchback.cluster;

import dev.switchback.progress.LiveFigure;
import dev.switchback.progress.Progress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts rows, and tokens where there are any, while tasks are still at work on them, and shows the
 * counts as progress and as {@link LiveFigure}s. Executors report what their tasks have counted
 * with each heartbeat.
 */
public final class CountedRows extends SparkListener implements AutoCloseable {
  private final SparkContext spark;
  private final LongAccumulator counter;
  private final LongAccumulator tokens;
  private final LongAccumulator possibleTokens;
  private final Progress progress;
  private final long first;
  private final long started = System.nanoTime();
  private final Map<Long, Map<Long, Long>> atWork = new HashMap<>();

  private CountedRows(SparkContext spark, String name, Progress progress, long first) {
    this.spark = spark;
    this.counter = spark.longAccumulator(name);
    this.tokens = spark.longAccumulator("tokens of " + name);
    this.possibleTokens = spark.longAccumulator("possible tokens of " + name);
    this.progress = progress;
    this.first = first;
  }

  /** Starts to watch; the caller closes it. */
  public static CountedRows watch(SparkContext spark, String name, Progress progress) {
    return watch(spark, name, progress, 0);
  }

  /**
   * Starts to watch work that an earlier job began; the caller closes it.
   *
   * @param first rows that are there already
   */
  public static CountedRows watch(SparkContext spark, String name, Progress progress, long first) {
    CountedRows rows = new CountedRows(spark, name, progress, first);
    spark.addSparkListener(rows);
    return rows;
  }

  /** What tasks add to, one for a row. */
  public LongAccumulator counter() {
    return counter;
  }

  /** What tasks add to, one for a token. */
  public LongAccumulator tokens() {
    return tokens;
  }

  /** What tasks add to, one for each token that their slots could have drawn. */
  public LongAccumulator possibleTokens() {
    return possibleTokens;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      for (AccumulableInfo value : JavaConverters.seqAsJavaList(task._4())) {
        if (isCounted(value.id()) && value.update().isDefined()) {
          atWork
              .computeIfAbsent((Long) task._1(), id -> new HashMap<>())
              .put(value.id(), (Long) value.update().get());
        }
      }
    }
    show();
  }

  private boolean isCounted(long accumulator) {
    return accumulator == counter.id()
        || accumulator == tokens.id()
        || accumulator == possibleTokens.id();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    atWork.remove(end.taskInfo().taskId());
    show();
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
    LiveFigure.clear(
        LiveFigure.ROWS_PER_SECOND, LiveFigure.SAMPLED_TOKENS_PER_SECOND, LiveFigure.SLOTS_BUSY);
  }

  /**
   * Tokens a second since this began to watch, and the share of the slots that were busy; each
   * empty where nothing of it was counted.
   */
  public synchronized String pace() {
    long count = counted(tokens);
    long possible = counted(possibleTokens);
    String pace = count == 0 ? "" : String.format(Locale.ROOT, "%,.0f tokens/s", count / seconds());
    return possible == 0
        ? pace
        : pace + String.format(Locale.ROOT, ", slots busy %.2f", (double) count / possible);
  }

  private void show() {
    long rows = counted(counter);
    LiveFigure.ROWS_PER_SECOND.set(rows / seconds());
    if (counted(tokens) > 0) {
      LiveFigure.SAMPLED_TOKENS_PER_SECOND.set(counted(tokens) / seconds());
    }
    if (counted(possibleTokens) > 0) {
      LiveFigure.SLOTS_BUSY.set((double) counted(tokens) / counted(possibleTokens));
    }
    progress.advanceTo(first + rows, pace());
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private long counted(LongAccumulator accumulator) {
    return accumulator.value()
        + atWork.values().stream().mapToLong(task -> task.getOrDefault(accumulator.id(), 0L)).sum();
  }
}
