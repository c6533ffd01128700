package dev.switchback.report.chart;

import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.data.TrainingLog;
import dev.switchback.report.data.TrainingLog.TuningPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Learning curves: what the models made of the tuning problems while they were trained, against
 * what the training had taken by then.
 */
public final class LearningCharts {
  private static final String TOKENS = "Tokens learned, all workers";
  private static final String HOURS = "Hours of training";
  private static final String FLOPS = "Floating-point operations of training";

  private final List<PlayerStyle> trained;
  private final Map<String, TrainingLog> logs;

  /**
   * @param logs by the model's name; models without one have another's training
   */
  public LearningCharts(ReportPlayers players, Map<String, TrainingLog> logs) {
    this.trained =
        players.models().stream()
            .filter(style -> logs.containsKey(style.player()))
            .filter(style -> !logs.get(style.player()).tuning().isEmpty())
            .toList();
    this.logs = logs;
  }

  /** The charts; none where no model was asked tuning problems. */
  public Stream<Chart> charts() {
    if (trained.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        chart("learning", TOKENS, Format.COUNT, TuningPoint::tokens),
        chart("learning-hours", HOURS, Format.DECIMAL, TuningPoint::hours),
        chart("learning-flops", FLOPS, Format.SCIENTIFIC, TuningPoint::flops),
        rightLines());
  }

  private Chart chart(String name, String axis, Format format, ToDoubleFunction<TuningPoint> x) {
    return new Chart(
        Kind.CURVES,
        new Caption(
            "Tuning problems solved while training",
            "Problems that are neither trained on nor reported on, each answered once as the model"
                + " is sampled in the end. A curve that still rises at its end is of a model that"
                + " had not learned all it could.",
            "One training each; no intervals."),
        new Axis(axis, Axis.Scale.LINEAR, format),
        new Axis("Solved", Axis.Scale.LINEAR, Format.PERCENT),
        List.of(),
        series(x, TuningPoint::accuracy),
        table(name));
  }

  private Chart rightLines() {
    return new Chart(
        Kind.CURVES,
        new Caption(
            "Right lines while training",
            "Share of the lines of the same answers that are right given what the text itself has"
                + " written before, of all that are right or wrong.",
            "One training each; no intervals."),
        new Axis(TOKENS, Axis.Scale.LINEAR, Format.COUNT),
        new Axis("Right lines", Axis.Scale.LINEAR, Format.PERCENT),
        List.of(),
        series(TuningPoint::tokens, TuningPoint::rightLines),
        table("learning-lines"));
  }

  private List<Series> series(ToDoubleFunction<TuningPoint> x, ToDoubleFunction<TuningPoint> y) {
    return trained.stream()
        .map(style -> new Series(style, Stroke.MARKED, points(logs.get(style.player()), x, y)))
        .toList();
  }

  private static List<List<Double>> points(
      TrainingLog log, ToDoubleFunction<TuningPoint> x, ToDoubleFunction<TuningPoint> y) {
    return log.tuning().stream()
        .filter(point -> Double.isFinite(x.applyAsDouble(point)))
        .filter(point -> Double.isFinite(y.applyAsDouble(point)))
        .map(
            point -> {
              double value = y.applyAsDouble(point);
              return List.of(x.applyAsDouble(point), value, value, value);
            })
        .toList();
  }

  private Table table(String name) {
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle style : trained) {
      for (TuningPoint point : logs.get(style.player()).tuning()) {
        rows.add(
            List.of(
                style.player(),
                point.step(),
                point.tokens(),
                point.hours(),
                Double.isFinite(point.flops()) ? point.flops() : "",
                point.accuracy(),
                Double.isFinite(point.rightLines()) ? point.rightLines() : ""));
      }
    }
    return new Table(
        name,
        List.of(
            new Column("model", Format.TEXT),
            new Column("step", Format.COUNT),
            new Column("tokens", Format.COUNT),
            new Column("hours", Format.DECIMAL),
            new Column("training_flops", Format.SCIENTIFIC),
            new Column("accuracy", Format.PERCENT),
            new Column("right_lines", Format.PERCENT)),
        rows);
  }
}
