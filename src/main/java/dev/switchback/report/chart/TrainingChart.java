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
import dev.switchback.report.data.TrainingLog.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The losses while the models were trained, each training once. */
public final class TrainingChart {
  private static final int POINTS = 200;

  private final ReportPlayers players;
  private final Map<String, TrainingLog> logs;

  /**
   * @param logs by the model's name; models without one have another's training
   */
  public TrainingChart(ReportPlayers players, Map<String, TrainingLog> logs) {
    this.players = players;
    this.logs = logs;
  }

  public Chart chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle style : trained()) {
      TrainingLog log = logs.get(style.player());
      List<Point> loss = log.smoothedLoss(POINTS);
      series.add(line(style.labelled(style.label() + ", training"), Stroke.FAINT, loss));
      series.add(
          line(
              style.labelled(style.label() + ", validation"), Stroke.MARKED, log.validationLoss()));
      loss.forEach(point -> rows.add(row(style, "training", point)));
      log.validationLoss().forEach(point -> rows.add(row(style, "validation", point)));
    }
    return new Chart(
        Kind.CURVES,
        new Caption(
            "Loss while training",
            "Cross-entropy in nats for each token that is learned. The two kinds of"
                + " trace are different texts: their losses do not compare with each other, only"
                + " each with its own past.",
            "One training each; no intervals."),
        new Axis("Optimizer steps", Axis.Scale.LINEAR, Format.COUNT),
        new Axis("Loss, nats per token", Axis.Scale.LOG2, Format.DECIMAL),
        List.of(),
        series,
        new Table("training", columns(), rows));
  }

  private List<PlayerStyle> trained() {
    return players.models().stream().filter(style -> logs.containsKey(style.player())).toList();
  }

  private static Series line(PlayerStyle style, Stroke stroke, List<Point> points) {
    return new Series(
        style,
        stroke,
        points.stream()
            .map(point -> List.of(point.step(), point.value(), point.value(), point.value()))
            .toList());
  }

  private static List<Object> row(PlayerStyle style, String data, Point point) {
    return List.of(style.player(), data, point.step(), point.value());
  }

  private static List<Column> columns() {
    return List.of(
        new Column("model", Format.TEXT),
        new Column("data", Format.TEXT),
        new Column("step", Format.COUNT),
        new Column("loss", Format.DECIMAL));
  }
}
