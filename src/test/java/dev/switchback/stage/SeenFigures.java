package dev.switchback.stage;

import dev.switchback.progress.LiveFigure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** The values of live figures that were to be seen while Spark was at work. */
final class SeenFigures extends SparkListener implements AutoCloseable {
  private final SparkContext spark;
  private final Map<LiveFigure, Set<Double>> seen = new EnumMap<>(LiveFigure.class);

  SeenFigures(SparkContext spark) {
    this.spark = spark;
    for (LiveFigure figure : LiveFigure.values()) {
      seen.put(figure, new ConcurrentSkipListSet<>());
    }
    spark.addSparkListener(this);
  }

  Set<Double> of(LiveFigure figure) {
    return seen.get(figure);
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    look();
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    look();
  }

  private void look() {
    seen.forEach(
        (figure, values) -> {
          double value = figure.value();
          if (!Double.isNaN(value)) {
            values.add(value);
          }
        });
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
