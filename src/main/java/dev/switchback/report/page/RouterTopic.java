package dev.switchback.report.page;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.BudgetCharts;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.MeasuredChart;
import dev.switchback.report.chart.MeasuredChart.Categories;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.page.Section.ShownTable;
import dev.switchback.report.page.SitePage.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When each model helps: what a problem tells beforehand. */
public final class RouterTopic {
  private static final String ROUTED =
      "The router gives each problem to the model that is predicted to solve it more likely; the"
          + " other one knows which does, and no choice can be better. Same rule and same budgets"
          + " as for the models themselves.";

  private final ReportPlayers players;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;
  private final BudgetCharts charts;

  public RouterTopic(ReportPlayers players, Measurements measurements, SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
    this.charts = new BudgetCharts(measurements, sampleSizes);
  }

  public Topic topic() {
    return new Topic(
        new Link("when.html", "When it helps"),
        "When does backtracking help?",
        "From a problem alone, before anything is drawn, it is predicted whether a model will solve"
            + " it. A router then gives each problem to one model.",
        List.of(prediction(), router()));
  }

  private Section prediction() {
    return Section.of(
            "What a problem tells beforehand", quality(), Stream.of(calibration(), effects()))
        .with(scores());
  }

  private List<String> quality() {
    return players.models().stream()
        .flatMap(
            style ->
                overBudgets(style, Metric.PREDICTION_AUC).stream()
                    .map(
                        row ->
                            String.format(
                                Locale.ROOT,
                                "Of two problems of which %s solves one, the prediction finds it in"
                                    + " %s.",
                                style.label(),
                                Formats.share(row.estimate()))))
        .toList();
  }

  private Optional<Chart> calibration() {
    List<Line> lines = lines(players.models(), Metric.PREDICTION_CALIBRATION);
    return new MeasuredChart(
            "calibration",
            "Are the predictions right?",
            "Solved share of the problems with like predictions, against their mean prediction. On"
                + " the dashed line predictions are right. Predicted for problems that the"
                + " predictor was not made from.",
            new Axis("Problems solved", Axis.Scale.LINEAR, Format.PERCENT),
            new Axis("Predicted probability", Axis.Scale.LINEAR, Format.PERCENT))
        .over(Kind.CALIBRATION, 1, lines, sampleSizes);
  }

  private Optional<Chart> effects() {
    List<Line> lines = lines(players.models(), Metric.FEATURE_EFFECT);
    Comparator<Measurement> byEffect =
        Comparator.comparingDouble(row -> -Math.abs(row.estimate().value()));
    return new MeasuredChart(
            "feature-effects",
            "What makes a problem solvable",
            "Change of the log-odds to be solved for a standard deviation more of a feature, the"
                + " others unchanged; right of zero more of it helps.",
            new Axis("Change of the log-odds", Axis.Scale.LINEAR, Format.SIGNED),
            new Axis("", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.FOREST,
            Categories.by(lines, byEffect, row -> row.detail().replace('_', ' ')),
            lines,
            sampleSizes);
  }

  private ShownTable scores() {
    Map<Metric, String> words = new LinkedHashMap<>();
    words.put(Metric.PREDICTION_AUC, "area under the receiver operating curve");
    words.put(Metric.PREDICTION_LOG_LOSS, "log loss, nats");
    words.put(Metric.PREDICTION_LOG_LOSS_OF_MEAN, "log loss of predicting the mean, nats");
    words.put(Metric.PREDICTION_BRIER, "Brier score");
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle style : players.models()) {
      words.forEach(
          (metric, quantity) ->
              overBudgets(style, metric).forEach(row -> rows.add(score(style, quantity, row))));
    }
    return new ShownTable(
        "How good the predictions are",
        "On problems that the predictor was not made from. " + sampleSizes.intervals(),
        new Table(
            "prediction",
            List.of(
                new Column("player", Format.TEXT),
                new Column("quantity", Format.TEXT),
                new Column("value", Format.DECIMAL),
                new Column("low", Format.DECIMAL),
                new Column("high", Format.DECIMAL),
                new Column("problems", Format.COUNT)),
            rows));
  }

  /** Of the router's predictions, the mean over its budgets. */
  private List<Measurement> overBudgets(PlayerStyle style, Metric metric) {
    return measurements.of(style, metric).stream()
        .filter(row -> row.at() == 0 && row.detail().isEmpty())
        .toList();
  }

  private static List<Object> score(PlayerStyle style, String quantity, Measurement row) {
    return Arrays.asList(
        style.label(),
        quantity,
        row.estimate().value(),
        Table.known(row.estimate().low()),
        Table.known(row.estimate().high()),
        row.estimate().problems());
  }

  private Section router() {
    return Section.of(
        "Choosing the model for each problem",
        List.of(),
        Stream.of(
            charts.accuracy(
                "router-at-tokens",
                "A router at equal generated tokens",
                ROUTED,
                BudgetUnit.TOKENS,
                routed(BudgetUnit.TOKENS)),
            charts.accuracy(
                "router-at-flops",
                "A router at equal floating-point operations",
                ROUTED,
                BudgetUnit.FLOPS,
                routed(BudgetUnit.FLOPS)),
            shares()));
  }

  /** The router and whom it is compared with, if it was learned on this axis. */
  private List<PlayerStyle> routed(BudgetUnit compute) {
    return measurements.of(players.routed().get(0), compute.accuracy()).isEmpty()
        ? List.of()
        : players.routed();
  }

  private Optional<Chart> shares() {
    List<Line> lines = players.models().stream().map(this::routedTo).toList();
    return new MeasuredChart(
            "routed",
            "Where the router sends problems",
            "Share of the problems that each model is given, by the budget for a problem.",
            new Axis("Share of problems", Axis.Scale.LINEAR, Format.PERCENT),
            new Axis("Budget", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.STACKED,
            Categories.by(lines, Comparator.comparingDouble(Measurement::at), RouterTopic::budget),
            lines,
            sampleSizes);
  }

  private Line routedTo(PlayerStyle model) {
    return new Line(
        model,
        measurements.of(players.routed().get(0), Metric.ROUTED_SHARE).stream()
            .filter(row -> row.detail().equals(model.player()))
            .toList());
  }

  private static String budget(Measurement row) {
    return row.at() == 0 ? "any" : Formats.whole(row.at());
  }

  private List<Line> lines(List<PlayerStyle> styles, Metric metric) {
    return styles.stream().map(style -> new Line(style, measurements.of(style, metric))).toList();
  }
}
