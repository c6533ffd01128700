package dev.switchback.cluster;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.switchback.progress.LiveFigure;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;

/**
 * The driver's {@link LiveFigure}s as a source of Spark's metrics, so that each of Spark's sinks
 * has them, under {@code switchback.} and their keys.
 */
public final class LiveFigureSource implements Source {
  private final MetricRegistry gauges = new MetricRegistry();

  private LiveFigureSource() {
    for (LiveFigure figure : LiveFigure.values()) {
      Gauge<Double> gauge = figure::value;
      gauges.register(figure.key(), gauge);
    }
  }

  /** Gives the figures to the Spark of this process, which has to be there. */
  public static void register() {
    SparkEnv.get().metricsSystem().registerSource(new LiveFigureSource());
  }

  @Override
  public String sourceName() {
    return "switchback";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return gauges;
  }
}
