package dev.switchback.report.page;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.page.Section.ShownTable;
import java.util.ArrayList;
import java.util.List;

/** How far the trainings of a model differ, beside how far problems do. */
final class TrainingsTable {
  private final Measurements measurements;

  TrainingsTable(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Without rows if no model was trained more than once. */
  ShownTable of(List<PlayerStyle> models) {
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle model : models) {
      for (Measurement row : measurements.of(model, Metric.PASS_AT_K_OF_TRAINING)) {
        rows.add(row(model, "training " + row.detail(), row));
      }
      add(model, "standard error between trainings", Metric.ERROR_BETWEEN_TRAININGS, rows);
      add(model, "standard error between problems", Metric.ERROR_BETWEEN_PROBLEMS, rows);
    }
    return new ShownTable(
        "The same model trained again",
        "pass@k of each training, and what the mean of all trainings is uncertain by: because"
            + " there are only so many trainings, and only so many problems. Intervals of all"
            + " figures hold both. Where trainings differ more than problems, train more often"
            + " before more problems are asked.",
        new Table(
            "trainings",
            List.of(
                new Column("player", Format.TEXT),
                new Column("quantity", Format.TEXT),
                new Column("k", Format.COUNT),
                new Column("value", Format.PERCENT),
                new Column("problems", Format.COUNT),
                new Column("samples", Format.COUNT)),
            rows));
  }

  private void add(PlayerStyle model, String words, Metric metric, List<List<Object>> rows) {
    measurements.of(model, metric).forEach(row -> rows.add(row(model, words, row)));
  }

  private static List<Object> row(PlayerStyle model, String words, Measurement row) {
    return List.of(
        model.label(),
        words,
        (long) row.at(),
        row.estimate().value(),
        row.estimate().problems(),
        row.samples());
  }
}
