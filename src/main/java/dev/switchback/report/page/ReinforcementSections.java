package dev.switchback.report.page;

import dev.switchback.grpo.StepReport;
import dev.switchback.grpo.StepReport.Seconds;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.BudgetCharts;
import dev.switchback.report.chart.ChancesChart;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.MeasuredChart;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.ReinforcementCharts;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.BudgetUnit;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.finding.ChanceFindings;
import dev.switchback.report.finding.MistakesFindings;
import dev.switchback.report.finding.PairFindings;
import dev.switchback.report.finding.ReinforcementFindings;
import dev.switchback.report.page.Section.ShownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What rewards changed about one model. */
final class ReinforcementSections {
  private static final Axis K =
      new Axis("k, completions per problem", Axis.Scale.LOG2, Format.COUNT);
  private static final Axis SOLVED = new Axis("Problems solved", Axis.Scale.LINEAR, Format.PERCENT);
  private static final Axis POINTS =
      new Axis("Difference, percentage points", Axis.Scale.LINEAR, Format.POINTS);

  private final ReportPlayers players;
  private final Measurements measurements;
  private final SampleSizes sampleSizes;
  private final ReinforcedModel model;
  private final PlayerStyle before;
  private final PlayerStyle after;
  private final ReinforcementFindings findings;

  ReinforcementSections(
      ReportPlayers players,
      Measurements measurements,
      SampleSizes sampleSizes,
      ReinforcedModel model) {
    this.players = players;
    this.measurements = measurements;
    this.sampleSizes = sampleSizes;
    this.model = model;
    this.before = players.model(model.base());
    this.after = players.model(model.model());
    this.findings = new ReinforcementFindings(before, after, model, measurements);
  }

  /**
   * The sections, in order.
   *
   * @param named whether titles name the model, as they must where there are several
   */
  Stream<Section> all(boolean named) {
    String suffix = named ? ": " + after.label() : "";
    return Stream.of(
        tries("One try and many" + suffix),
        problems("Problem by problem" + suffix),
        chances("Rare before, or new?" + suffix),
        writing("Mistakes and length" + suffix),
        compute("At equal compute" + suffix),
        training("How it learned" + suffix));
  }

  private Section tries(String title) {
    return Section.of(title, findings.answer(), Stream.of(passAtK(), difference()));
  }

  private Optional<Chart> passAtK() {
    return new MeasuredChart(
            "grpo-pass-at-k-" + model.model(),
            "pass@k before and after",
            "One of k completions is right, unbiased estimates from all completions of a problem."
                + " Beyond a crossing, the model leads that is behind at one try.",
            SOLVED,
            K)
        .over(
            Kind.INTERVALS,
            1,
            List.of(
                new Line(before, measurements.of(before, Metric.PASS_AT_K)),
                new Line(after, measurements.of(after, Metric.PASS_AT_K))),
            sampleSizes);
  }

  private Optional<Chart> difference() {
    return new MeasuredChart(
            "grpo-difference-in-pass-at-k-" + model.model(),
            "What rewards changed in pass@k",
            "On the same problems; above zero the model after leads.",
            POINTS,
            K)
        .over(
            Kind.INTERVALS,
            1,
            List.of(
                new Line(
                    after.labelled(after.label() + " − " + before.label()),
                    measurements.differences(after, before, Metric.DIFFERENCE_IN_PASS_AT_K))),
            sampleSizes);
  }

  private Section problems(String title) {
    JointTables tables = new JointTables(model);
    return Section.of(title, findings.problems(), Stream.empty())
        .with(tables.changes(), tables.shares());
  }

  /** Without content if chances were not computed. */
  private Section chances(String title) {
    return Section.of(
        title,
        model.chances().stream()
            .flatMap(chances -> new ChanceFindings(before, after, chances).all().stream())
            .toList(),
        Stream.of(model.chances().map(new ChancesChart(before, after, model)::chart)));
  }

  private Section writing(String title) {
    return Section.of(
            title,
            pair().flatMap(new MistakesFindings(players, measurements)::of).stream().toList(),
            Stream.empty())
        .with(
            new VerbosityTable(measurements, sampleSizes)
                .of("grpo-verbosity-" + model.model(), List.of(before, after)));
  }

  private Section compute(String title) {
    List<String> texts = new ArrayList<>(List.of(findings.cost()));
    pair().ifPresent(two -> texts.addAll(stretches(two)));
    return Section.of(
        title,
        texts,
        Stream.of(
            accuracy("Accuracy at equal generated tokens", BudgetUnit.TOKENS),
            accuracy("Accuracy at equal floating-point operations", BudgetUnit.FLOPS)));
  }

  private List<String> stretches(ModelPair two) {
    return new PairFindings(two, measurements, sampleSizes).stretches();
  }

  private Optional<Chart> accuracy(String title, BudgetUnit compute) {
    return new BudgetCharts(measurements, sampleSizes)
        .accuracy(
            "grpo-accuracy-at-" + compute.key() + "-" + model.model(),
            title + ", before and after",
            "Completions of a problem are drawn one after another until the budget is spent. What"
                + " the two trainings took is not counted.",
            compute,
            List.of(before, after));
  }

  /** The two as they are measured. */
  private Optional<ModelPair> pair() {
    List<PlayerStyle> both = List.of(before, after);
    return ModelPair.all(players).stream()
        .filter(two -> both.contains(two.first()) && both.contains(two.second()))
        .findFirst();
  }

  private Section training(String title) {
    return Section.of(
            title, List.of(findings.course()), new ReinforcementCharts(after, model).charts())
        .with(time());
  }

  private ShownTable time() {
    List<List<Object>> rows =
        List.of(
            spent("drawing and judging completions", Seconds::sample, true),
            spent("judging alone, summed over tasks", Seconds::judge, false),
            spent("learning", Seconds::learn, true),
            spent("other", Seconds::other, true),
            spent("all", Seconds::total, true));
    return new ShownTable(
        "Where the time went",
        String.format(
            Locale.ROOT,
            "Sums over %,d steps, as the driver sees them. Measuring on the monitoring problems and"
                + " writing checkpoints are not in them.",
            model.steps().size()),
        new Table(
            "grpo-time-" + model.model(),
            List.of(
                new Column("what", Format.TEXT),
                new Column("hours", Format.DECIMAL),
                new Column("seconds_a_step", Format.DECIMAL),
                new Column("share", Format.PERCENT)),
            rows));
  }

  /**
   * @param part whether it is a part of the whole time
   */
  private List<Object> spent(String what, ToDoubleFunction<Seconds> seconds, boolean part) {
    double spent = sum(seconds);
    double all = sum(Seconds::total);
    return Arrays.asList(
        what, spent / 3600, spent / model.steps().size(), part ? Table.known(spent / all) : null);
  }

  private double sum(ToDoubleFunction<Seconds> seconds) {
    return model.steps().stream().map(StepReport::seconds).mapToDouble(seconds).sum();
  }
}
