package dev.switchback.cluster;

import dev.switchback.progress.Progress;
import java.util.HashMap;
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
 * Counts rows while tasks are still at work on them, and shows the count as progress. Executors
 * report what their tasks have counted with each heartbeat.
 */
public final class CountedRows extends SparkListener implements AutoCloseable {
  private final SparkContext spark;
  private final LongAccumulator counter;
  private final Progress progress;
  private final Map<Long, Long> atWork = new HashMap<>();

  private CountedRows(SparkContext spark, String name, Progress progress) {
    this.spark = spark;
    this.counter = spark.longAccumulator(name);
    this.progress = progress;
  }

  /** Starts to watch; the caller closes it. */
  public static CountedRows watch(SparkContext spark, String name, Progress progress) {
    CountedRows rows = new CountedRows(spark, name, progress);
    spark.addSparkListener(rows);
    return rows;
  }

  /** What tasks add to, one for a row. */
  public LongAccumulator counter() {
    return counter;
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        JavaConverters.seqAsJavaList(update.accumUpdates())) {
      for (AccumulableInfo value : JavaConverters.seqAsJavaList(task._4())) {
        if (value.id() == counter.id() && value.update().isDefined()) {
          atWork.put((Long) task._1(), (Long) value.update().get());
        }
      }
    }
    show();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    atWork.remove(end.taskInfo().taskId());
    show();
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }

  private void show() {
    long running = atWork.values().stream().mapToLong(Long::longValue).sum();
    progress.advanceTo(counter.value() + running, "");
  }
}
