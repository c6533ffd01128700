package dev.switchback.report.page;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
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
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.page.Section.ShownTable;
import dev.switchback.report.page.SitePage.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who solves what: the same problems or others, easy ones or hard ones. */
public final class SolvedTopic {
  private static final Axis NONE = new Axis("", Axis.Scale.LINEAR, Format.TEXT);
  private static final Axis SHARE =
      new Axis("Share of problems", Axis.Scale.LINEAR, Format.PERCENT);
  private static final PlayerStyle BOTH = new PlayerStyle("", "both", Role.REFERENCE, 0);
  private static final PlayerStyle NEITHER = new PlayerStyle("", "neither", Role.REFERENCE, 2);

  private final ReportPlayers players;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;

  public SolvedTopic(ReportPlayers players, Measurements measurements, SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
  }

  public Topic topic() {
    return new Topic(
        new Link("solved.html", "Who solves what"),
        "Who solves what?",
        "Two players with the same accuracy may solve different problems. Here each problem is"
            + " looked at: who solves it, and how hard it is.",
        List.of(confusion(), difficulty()));
  }

  private Section confusion() {
    return Section.of(
            "The same problems or others",
            List.of(),
            ModelPair.all(players).stream().map(this::confusion))
        .with(mcNemar());
  }

  private Optional<Chart> confusion(ModelPair pair) {
    PlayerStyle first = pair.first();
    PlayerStyle second = pair.second();
    List<Line> lines =
        List.of(
            new Line(BOTH, measurements.of(first, second, Metric.BOTH_AT_TOKENS)),
            new Line(
                first.labelled("only " + first.label()),
                measurements.of(first, second, Metric.ONLY_THIS_AT_TOKENS)),
            new Line(
                second.labelled("only " + second.label()),
                measurements.of(first, second, Metric.ONLY_OTHER_AT_TOKENS)),
            new Line(NEITHER, measurements.of(first, second, Metric.NEITHER_AT_TOKENS)));
    return new MeasuredChart(
            "confusion-" + pair.name(),
            String.format(
                Locale.ROOT, "Which problems %s and %s solve", first.label(), second.label()),
            "Share of the problems that both, one or neither solves within a budget of generated"
                + " tokens, completions in the order in which they were drawn.",
            SHARE,
            new Axis("Generated tokens per problem", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.STACKED,
            Categories.by(
                lines, Comparator.comparingDouble(Measurement::at), row -> Formats.whole(row.at())),
            lines,
            sampleSizes);
  }

  private ShownTable mcNemar() {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPair pair : ModelPair.all(players)) {
      for (Measurement row :
          measurements.of(pair.first(), pair.second(), Metric.MCNEMAR_AT_TOKENS)) {
        rows.add(
            List.of(
                pair.style().label(),
                row.at(),
                row.estimate().value(),
                row.estimate().problems(),
                row.samples()));
      }
    }
    return new ShownTable(
        "McNemar’s exact test",
        "The probability that the problems which only one of the two solves divide at least as"
            + " unevenly, if neither were better. One test for each budget, not corrected for"
            + " their number.",
        new Table(
            "mcnemar",
            List.of(
                new Column("pair", Format.TEXT),
                new Column("budget_tokens", Format.COUNT),
                new Column("p", Format.DECIMAL),
                new Column("problems", Format.COUNT),
                new Column("samples", Format.COUNT)),
            rows));
  }

  private Section difficulty() {
    List<Optional<Chart>> charts = new ArrayList<>();
    for (String difficulty : measurements.difficulties()) {
      measurements
          .budgetOfLevels(players.models(), difficulty)
          .ifPresent(
              budget -> {
                charts.add(accuracy(difficulty, budget));
                charts.add(difference(difficulty, budget));
              });
    }
    return Section.of("By how hard a problem is", List.of(), charts.stream());
  }

  private Optional<Chart> accuracy(String difficulty, double budget) {
    Metric metric = Metric.ACCURACY_AT_TOKENS;
    return byLevel(
        "accuracy-by-" + difficulty.replace('_', '-'),
        "Accuracy by " + words(difficulty),
        String.format(
            Locale.ROOT,
            "Share of the problems of a level that are solved within %s generated tokens.",
            Formats.whole(budget)),
        new Axis("Problems solved", Axis.Scale.LINEAR, Format.PERCENT),
        difficulty,
        players.styles().stream()
            .map(
                style ->
                    new Line(style, measurements.levels(style, "", metric, difficulty, budget)))
            .toList());
  }

  private Optional<Chart> difference(String difficulty, double budget) {
    Metric metric = Metric.DIFFERENCE_AT_TOKENS;
    return byLevel(
        "difference-by-" + difficulty.replace('_', '-'),
        "Difference by " + words(difficulty),
        String.format(
            Locale.ROOT,
            "On the same problems, within %s generated tokens; above zero the first named leads.",
            Formats.whole(budget)),
        new Axis("Difference, percentage points", Axis.Scale.LINEAR, Format.POINTS),
        difficulty,
        ModelPair.all(players).stream()
            .map(
                pair ->
                    new Line(
                        pair.style(),
                        measurements.levels(
                            pair.first(), pair.second().player(), metric, difficulty, budget)))
            .toList());
  }

  private Optional<Chart> byLevel(
      String name, String title, String text, Axis value, String difficulty, List<Line> lines) {
    Axis levels = new Axis(words(difficulty), NONE.scale(), NONE.format());
    return new MeasuredChart(name, title, text, value, levels)
        .over(
            Kind.LEVELS,
            Categories.by(
                lines,
                Comparator.comparingInt(row -> row.stratum().level()),
                row -> row.stratum().name()),
            lines,
            sampleSizes);
  }

  private static String words(String difficulty) {
    return switch (difficulty) {
      case "solution_count" -> "number of solutions";
      case "dfs_sum_nodes" -> "nodes of the search dfs-sum";
      case "dfs_mult_nodes" -> "nodes of the search dfs-mult";
      default -> difficulty.replace('_', ' ');
    };
  }
}
