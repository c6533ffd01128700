package dev.switchback.report.page;

import dev.switchback.family.Rules;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.page.Section.ShownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How far the models keep to the searches that they write, and what they first do wrong. */
final class FaithfulnessSection {
  private final ReportPlayers players;
  private final Measurements measurements;
  private final Rules rules;
  private final SampleSizes sampleSizes;

  FaithfulnessSection(
      ReportPlayers players, Measurements measurements, Rules rules, SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.rules = rules;
    this.sampleSizes = sampleSizes;
  }

  /** The section; it has no table where no line was judged. */
  Section section() {
    Section section =
        Section.of("Do the models keep to their searches?", List.of(), Stream.empty());
    List<List<Object>> rows = rows();
    return rows.isEmpty() ? section : section.with(table(rows));
  }

  private List<List<Object>> rows() {
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle style : players.models()) {
      measurements
          .of(style, Metric.RIGHT_LINES)
          .forEach(row -> rows.add(row(style, "right lines, of all", row)));
      measurements.of(style, Metric.FIRST_WRONG_LINE).stream()
          .sorted(
              Comparator.comparingDouble((Measurement row) -> row.estimate().value()).reversed())
          .forEach(row -> rows.add(row(style, "first wrong: " + words(row.detail()), row)));
    }
    return rows;
  }

  private String words(String kind) {
    return rules.wrongLines().getOrDefault(kind, kind);
  }

  private ShownTable table(List<List<Object>> rows) {
    return new ShownTable(
        "Right lines, and the first wrong one",
        "A line is right if it is what the search writes there, given what the text itself has"
            + " written before, right or wrong. Below the share of right lines stand, as shares of"
            + " the model’s completions, those whose first wrong line is of a kind; the rest has"
            + " none. "
            + sampleSizes.intervals(),
        new Table(
            "faithfulness",
            List.of(
                new Column("player", Format.TEXT),
                new Column("quantity", Format.TEXT),
                new Column("value", Format.PERCENT),
                new Column("low", Format.PERCENT),
                new Column("high", Format.PERCENT),
                new Column("problems", Format.COUNT),
                new Column("samples", Format.COUNT)),
            rows));
  }

  private static List<Object> row(PlayerStyle style, String quantity, Measurement row) {
    return Arrays.asList(
        style.label(),
        quantity,
        row.estimate().value(),
        Table.known(row.estimate().low()),
        Table.known(row.estimate().high()),
        row.estimate().problems(),
        row.samples());
  }
}
