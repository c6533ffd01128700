package dev.switchback.report.page;

import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.BudgetCharts;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.finding.PairFindings;
import dev.switchback.report.page.Section.ShownTable;
import dev.switchback.report.page.SitePage.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Who wins at equal compute. */
public final class ComputeTopic {
  private static final String RULE =
      "Every player draws completions of a problem one after another until its budget of generated"
          + " tokens is spent; the problem is solved if the solution of a correct completion ends"
          + " within what is left. A curve ends where the completions that were drawn would leave"
          + " more than 1% of the problems censored. Grey lines are references, not models.";
  private static final String PRICED =
      "The same rule with completions priced in floating-point operations: reading the prompt,"
          + " every layer, both products of attention and the output head; a multiply-add is two"
          + " operations. References are no networks and have no place on this axis.";
  private static final String PRICED_BY_PAPER =
      "The same rule with completions priced by the paper’s formula: a multiply-add counts once,"
          + " attention half, the prompt, embeddings and output head not at all.";
  private static final String PAIRED =
      "One model’s share of solved problems minus the other’s on the same problems; above zero the"
          + " first named leads. Where the band leaves out zero, the two differ.";

  private final ReportPlayers players;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;
  private final BudgetCharts charts;

  public ComputeTopic(ReportPlayers players, Measurements measurements, SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
    this.charts = new BudgetCharts(measurements, sampleSizes);
  }

  public Topic topic() {
    return new Topic(
        new Link("compute.html", "Equal compute"),
        "Who wins at equal compute?",
        "A search in words is one long completion; answers without search are many short ones. They"
            + " are compared where they cost the same, counted in three ways.",
        List.of(accuracy(), differences(), overall()));
  }

  private Section accuracy() {
    return Section.of(
        "Accuracy at a budget",
        List.of(),
        Stream.of(
            charts.accuracy(
                "accuracy-at-tokens",
                "Accuracy at equal generated tokens",
                RULE,
                BudgetUnit.TOKENS,
                players.styles()),
            charts.accuracy(
                "accuracy-at-flops",
                "Accuracy at equal floating-point operations",
                PRICED,
                BudgetUnit.FLOPS,
                players.styles()),
            charts.accuracy(
                "accuracy-at-flops-paper",
                "Accuracy at equal operations by the paper’s formula",
                PRICED_BY_PAPER,
                BudgetUnit.FLOPS_PAPER,
                players.styles())));
  }

  private Section differences() {
    List<ModelPair> pairs = ModelPair.all(players);
    List<String> findings = new ArrayList<>();
    pairs.forEach(
        pair -> findings.addAll(new PairFindings(pair, measurements, sampleSizes).stretches()));
    return Section.of(
        "Difference at each budget",
        findings,
        Arrays.stream(BudgetUnit.values())
            .map(compute -> charts.difference(PAIRED, compute, pairs)));
  }

  private Section overall() {
    List<String> findings = new ArrayList<>();
    ModelPair.all(players)
        .forEach(
            pair -> findings.addAll(new PairFindings(pair, measurements, sampleSizes).overall()));
    return new Section("Over all budgets", findings, List.of(), List.of())
        .with(areas(), crossovers());
  }

  private ShownTable areas() {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPair pair : ModelPair.all(players)) {
      for (BudgetUnit compute : BudgetUnit.values()) {
        measurements
            .of(pair.first(), pair.second(), compute.area())
            .forEach(row -> rows.add(row(pair, compute.words(), row)));
      }
    }
    return new ShownTable(
        "Area between the curves",
        "The mean difference over the doublings of the budget that both reach, in percentage"
            + " points. "
            + sampleSizes.intervals(),
        new Table("area", columns("area", Format.POINTS), rows));
  }

  private ShownTable crossovers() {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPair pair : ModelPair.all(players)) {
      for (BudgetUnit compute : BudgetUnit.values()) {
        measurements
            .of(pair.first(), pair.second(), compute.crossover())
            .forEach(row -> rows.add(row(pair, compute.words(), row)));
      }
      measurements
          .of(pair.first(), pair.second(), Metric.CROSSOVER_OF_PASS_AT_K)
          .forEach(row -> rows.add(row(pair, "tries, in pass@k", row)));
    }
    return new ShownTable(
        "Where the lead changes",
        "The largest budget at which it does; a pair without a row has the same leader at every"
            + " budget. "
            + sampleSizes.intervals(),
        new Table("crossover", columns("budget", Format.DECIMAL), rows));
  }

  private static List<Column> columns(String value, Format format) {
    return List.of(
        new Column("pair", Format.TEXT),
        new Column("budget counted in", Format.TEXT),
        new Column(value, format),
        new Column("low", format),
        new Column("high", format),
        new Column("problems", Format.COUNT),
        new Column("samples", Format.COUNT));
  }

  private static List<Object> row(ModelPair pair, String budget, Measurement row) {
    return Arrays.asList(
        pair.style().label(),
        budget,
        row.estimate().value(),
        Table.known(row.estimate().low()),
        Table.known(row.estimate().high()),
        row.estimate().problems(),
        row.samples());
  }
}
