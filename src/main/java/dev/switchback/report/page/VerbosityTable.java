package dev.switchback.report.page;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.page.Section.ShownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much players write, and how many mistakes are in it. */
final class VerbosityTable {
  private static final Map<Metric, String> WORDS = words();

  private final Measurements measurements;
  private final SampleSizes sampleSizes;

  VerbosityTable(Measurements measurements, SampleSizes sampleSizes) {
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
  }

  /**
   * Quantity by quantity, each with all players.
   *
   * @param name of the table
   */
  ShownTable of(String name, List<PlayerStyle> styles) {
    List<List<Object>> rows = new ArrayList<>();
    WORDS.forEach(
        (metric, quantity) ->
            styles.forEach(
                style ->
                    measurements
                        .of(style, metric)
                        .forEach(row -> rows.add(row(style, quantity, row)))));
    return new ShownTable(
        "Verbosity",
        "Means. " + sampleSizes.intervals(),
        new Table(
            name,
            List.of(
                new Column("quantity", Format.TEXT),
                new Column("player", Format.TEXT),
                new Column("value", Format.DECIMAL),
                new Column("low", Format.DECIMAL),
                new Column("high", Format.DECIMAL),
                new Column("problems", Format.COUNT),
                new Column("samples", Format.COUNT)),
            rows));
  }

  private static List<Object> row(PlayerStyle style, String quantity, Measurement row) {
    return Arrays.asList(
        quantity,
        style.label(),
        row.estimate().value(),
        Table.known(row.estimate().low()),
        Table.known(row.estimate().high()),
        row.estimate().problems(),
        row.samples());
  }

  private static Map<Metric, String> words() {
    Map<Metric, String> words = new LinkedHashMap<>();
    words.put(Metric.MEAN_TOKENS, "tokens of a completion");
    words.put(Metric.TOKENS_PER_NODE, "tokens for each node of the search");
    words.put(Metric.TOKENS_AFTER_SOLUTION, "tokens after the solution");
    words.put(Metric.MISTAKES, "mistakes before the first success, where there is one");
    words.put(Metric.STOPPED_SHARE, "share of completions that end by themselves");
    return words;
  }
}
