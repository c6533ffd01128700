package dev.switchback.report;

import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Series.Stroke;
import dev.switchback.report.TrainingLog.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The losses while the models were trained, each training once. */
final class TrainingChart {
  private static final int POINTS = 200;

  private final Cast cast;
  private final Map<String, TrainingLog> logs;

  /**
   * @param logs by the model's name; models without one have another's training
   */
  TrainingChart(Cast cast, Map<String, TrainingLog> logs) {
    this.cast = cast;
    this.logs = logs;
  }

  Chart chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Look look : trained()) {
      TrainingLog log = logs.get(look.player());
      List<Point> loss = log.smoothedLoss(POINTS);
      series.add(line(look.labelled(look.label() + ", training"), Stroke.FAINT, loss));
      series.add(
          line(look.labelled(look.label() + ", validation"), Stroke.MARKED, log.validationLoss()));
      loss.forEach(point -> rows.add(row(look, "training", point)));
      log.validationLoss().forEach(point -> rows.add(row(look, "validation", point)));
    }
    return new Chart(
        Kind.CURVES,
        new Caption(
            "Loss while training",
            "Cross-entropy in nats for each token, prompt included, padding not. The two kinds of"
                + " trace are different texts: their losses do not compare with each other, only"
                + " each with its own past.",
            "One training each; no intervals."),
        new Axis("Optimizer steps", Scale.LINEAR, Format.COUNT),
        new Axis("Loss, nats per token", Scale.LOG2, Format.DECIMAL),
        List.of(),
        series,
        new Table("training", columns(), rows));
  }

  private List<Look> trained() {
    return cast.models().stream().filter(look -> logs.containsKey(look.player())).toList();
  }

  private static Series line(Look look, Stroke stroke, List<Point> points) {
    return new Series(
        look,
        stroke,
        points.stream()
            .map(point -> List.of(point.step(), point.value(), point.value(), point.value()))
            .toList());
  }

  private static List<Object> row(Look look, String data, Point point) {
    return List.of(look.player(), data, point.step(), point.value());
  }

  private static List<Column> columns() {
    return List.of(
        new Column("model", Format.TEXT),
        new Column("data", Format.TEXT),
        new Column("step", Format.COUNT),
        new Column("loss", Format.DECIMAL));
  }
}
