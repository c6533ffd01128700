package dev.switchback.report.page;

import dev.switchback.family.Rules;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.ErrorsChart;
import dev.switchback.report.chart.LengthsChart;
import dev.switchback.report.chart.MeasuredChart;
import dev.switchback.report.chart.MeasuredChart.Categories;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.MistakesChart;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.finding.MistakesFindings;
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
import java.util.Set;
import java.util.stream.Stream;

/** Who makes more mistakes, and on which problems. */
public final class MistakesTopic {
  private static final PlayerStyle EQUAL = new PlayerStyle("", "as many", Role.REFERENCE, 1);

  private static final Map<Metric, String> COMPARED = compared();

  private final ReportPlayers players;
  private final Measurements measurements;
  private final List<DistributionCount> counts;
  private final Set<String> answering;
  private final Rules rules;
  private final SampleSizes sampleSizes;

  /**
   * @param answering players whose mistakes are wrong answers; those of the others are dead ends
   */
  public MistakesTopic(
      ReportPlayers players,
      Measurements measurements,
      List<DistributionCount> counts,
      Set<String> answering,
      Rules rules,
      SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.counts = counts;
    this.answering = answering;
    this.rules = rules;
    this.sampleSizes = sampleSizes;
  }

  public Topic topic() {
    return new Topic(
        new Link("mistakes.html", "Mistakes"),
        "Who makes more mistakes, and on which problems?",
        "A mistake of a search is a dead end that it writes down, one of a model that answers at"
            + " once a wrong answer: each is counted up to the first success.",
        List.of(
            perProblem(),
            similar(),
            length(),
            new FaithfulnessSection(players, measurements, rules, sampleSizes).section(),
            errors()));
  }

  private Section perProblem() {
    List<ModelPair> pairs = ModelPair.all(players);
    return Section.of(
            "Problem by problem",
            new MistakesFindings(players, measurements).all(),
            Stream.concat(
                pairs.stream()
                    .map(pair -> new MistakesChart(pair, counts, answering, rules).chart()),
                Stream.of(shares())))
        .with(tests());
  }

  /** On which share of the problems the first of two makes more mistakes, as many or fewer. */
  private Optional<Chart> shares() {
    List<Line> lines =
        List.of(
            shares(new PlayerStyle("", "first makes more", Role.MODEL, 1), Metric.MORE_MISTAKES),
            new Line(EQUAL, equalShares()),
            shares(new PlayerStyle("", "first makes fewer", Role.MODEL, 0), Metric.FEWER_MISTAKES));
    return new MeasuredChart(
            "mistakes-shares",
            "More mistakes, as many or fewer",
            "Share of the problems that both solve, for each two models.",
            new Axis("Share of problems", Axis.Scale.LINEAR, Format.PERCENT),
            new Axis("", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.STACKED,
            Categories.inOrder(lines, row -> row.player() + " against " + row.detail()),
            lines,
            sampleSizes);
  }

  private Line shares(PlayerStyle style, Metric metric) {
    return new Line(
        style,
        ModelPair.all(players).stream()
            .flatMap(pair -> measurements.of(pair.first(), pair.second(), metric).stream())
            .toList());
  }

  /** What more and fewer leave. */
  private List<Measurement> equalShares() {
    List<Measurement> rows = new ArrayList<>();
    for (ModelPair pair : ModelPair.all(players)) {
      for (Measurement more : measurements.of(pair.first(), pair.second(), Metric.MORE_MISTAKES)) {
        measurements
            .difference(pair.first(), pair.second(), Metric.FEWER_MISTAKES, more.at())
            .ifPresent(fewer -> rows.add(equalShare(more, fewer)));
      }
    }
    return rows;
  }

  private static Measurement equalShare(Measurement more, Estimate fewer) {
    double share = Math.max(0, 1 - more.estimate().value() - fewer.value());
    return new Measurement(
        more.player(),
        more.metric(),
        more.detail(),
        more.at(),
        new Estimate(share, share, share, more.estimate().problems()),
        more.samples(),
        0);
  }

  private ShownTable tests() {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelPair pair : ModelPair.all(players)) {
      COMPARED.forEach(
          (metric, words) ->
              measurements
                  .of(pair.first(), pair.second(), metric)
                  .forEach(row -> rows.add(test(pair, words, row))));
    }
    return new ShownTable(
        "Tests and effect sizes",
        "Over the problems that both solve. The effect is the matched-pairs rank-biserial"
            + " correlation: 1 if the first named makes more mistakes on every problem, -1 if"
            + " fewer, 0 if neither. It and p values have no interval; that of the rank correlation"
            + " is by Fisher’s transformation. Others: "
            + sampleSizes.intervals(),
        new Table(
            "mistakes-tests",
            List.of(
                new Column("pair", Format.TEXT),
                new Column("quantity", Format.TEXT),
                new Column("value", Format.DECIMAL),
                new Column("low", Format.DECIMAL),
                new Column("high", Format.DECIMAL),
                new Column("problems", Format.COUNT),
                new Column("samples", Format.COUNT)),
            rows));
  }

  private static List<Object> test(ModelPair pair, String words, Measurement row) {
    Estimate estimate = row.estimate();
    boolean alone = estimate.low() == estimate.high();
    return Arrays.asList(
        pair.style().label(),
        words,
        estimate.value(),
        alone ? null : Table.known(estimate.low()),
        alone ? null : Table.known(estimate.high()),
        estimate.problems(),
        row.samples());
  }

  private Section similar() {
    return Section.of(
        "The same problems with as many mistakes",
        List.of(),
        ModelPair.all(players).stream().map(this::jaccard));
  }

  private Optional<Chart> jaccard(ModelPair pair) {
    PlayerStyle chance = new PlayerStyle("", "by chance", Role.REFERENCE, 0);
    List<Line> lines =
        List.of(
            new Line(
                pair.style(),
                measurements.of(pair.first(), pair.second(), Metric.JACCARD_OF_MISTAKES)),
            new Line(
                chance,
                Stroke.DOTTED,
                measurements.of(pair.first(), pair.second(), Metric.JACCARD_BY_CHANCE)));
    return new MeasuredChart(
            "jaccard-" + pair.name(),
            String.format(
                Locale.ROOT,
                "Do %s and %s struggle with the same problems?",
                pair.first().label(),
                pair.second().label()),
            "Jaccard index of the sets of problems that the two solve with mistakes in a bin, from"
                + " the number below it to that below the next, beside what it would be if the sets"
                + " were drawn independently, with the middle of what chance gives.",
            new Axis("Jaccard index", Axis.Scale.LINEAR, Format.PERCENT),
            new Axis(
                "Tries until the first success (mistakes plus one), from",
                Axis.Scale.LINEAR,
                Format.TEXT))
        .over(
            Kind.LEVELS,
            Categories.by(
                lines, Comparator.comparingDouble(Measurement::at), row -> Formats.whole(row.at())),
            lines,
            sampleSizes);
  }

  private Section length() {
    return Section.of(
            "How much is written", List.of(), Stream.of(new LengthsChart(players, counts).chart()))
        .with(new VerbosityTable(measurements, sampleSizes).of("verbosity", players.styles()));
  }

  private Section errors() {
    return Section.of(
        "What is wrong with the completions",
        List.of(),
        Stream.of(new ErrorsChart(players, measurements, rules, sampleSizes).chart()));
  }

  private static Map<Metric, String> compared() {
    Map<Metric, String> words = new LinkedHashMap<>();
    words.put(Metric.DIFFERENCE_IN_MISTAKES, "mean difference in mistakes");
    words.put(Metric.MORE_MISTAKES, "share with more mistakes");
    words.put(Metric.FEWER_MISTAKES, "share with fewer mistakes");
    words.put(Metric.MISTAKES_EFFECT, "effect size, rank-biserial");
    words.put(Metric.MISTAKES_SIGN_TEST, "sign test, p");
    words.put(Metric.MISTAKES_WILCOXON, "Wilcoxon signed ranks, p");
    words.put(Metric.MISTAKES_CORRELATION, "rank correlation of mistakes");
    words.put(Metric.MISTAKES_CORRELATION_TEST, "rank correlation, p");
    return words;
  }
}
