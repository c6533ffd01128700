package dev.switchback.report.page;

import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.Chart;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.MeasuredChart;
import dev.switchback.report.chart.MeasuredChart.Categories;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.SuccessesChart;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import dev.switchback.report.page.SitePage.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What more samples buy. */
public final class SamplesTopic {
  private static final Axis K =
      new Axis("k, completions per problem", Axis.Scale.LOG2, Format.COUNT);
  private static final Axis SOLVED = new Axis("Problems solved", Axis.Scale.LINEAR, Format.PERCENT);
  private static final Axis POINTS =
      new Axis("Difference, percentage points", Axis.Scale.LINEAR, Format.POINTS);

  private final ReportPlayers players;
  private final Measurements measurements;
  private final List<DistributionCount> counts;
  private final SampleSizes sampleSizes;

  public SamplesTopic(
      ReportPlayers players,
      Measurements measurements,
      List<DistributionCount> counts,
      SampleSizes sampleSizes) {
    this.players = players;
    this.measurements = measurements;
    this.counts = counts;
    this.sampleSizes = sampleSizes;
  }

  public Topic topic() {
    return new Topic(
        new Link("samples.html", "More samples"),
        "What do more samples buy?",
        "Drawing again helps only as far as something tells right answers from wrong ones, and as"
            + " far as further samples are different.",
        List.of(chances(), choices(), diversity()));
  }

  private Section chances() {
    return Section.of(
            "With a verifier that picks",
            passPerDoubling(),
            Stream.of(
                ofK(
                    "pass-at-k",
                    "pass@k: one of k completions is correct",
                    "Unbiased estimates from all completions of a problem. Completions differ in"
                        + " length, so equal k is not equal compute.",
                    lines(players.styles(), Metric.PASS_AT_K),
                    SOLVED),
                ofK(
                    "difference-in-pass-at-k",
                    "Difference in pass@k",
                    "On the same problems; above zero the first named leads.",
                    pairs(),
                    POINTS),
                gain(),
                new SuccessesChart(players, counts).chart()))
        .with(new TrainingsTable(measurements).of(players.models()));
  }

  private Section choices() {
    List<Line> lines = new ArrayList<>();
    List<Line> gains = new ArrayList<>();
    for (PlayerStyle style : players.models()) {
      if (measurements.of(style, Metric.MAJORITY_AT_K).size() > 1) {
        gains.add(line(style, "", Stroke.MARKED, Metric.MAJORITY_GAIN_AT_K));
        lines.add(line(style, ", any correct", Stroke.PLAIN, Metric.PASS_AT_K));
        lines.add(line(style, ", majority", Stroke.MARKED, Metric.MAJORITY_AT_K));
        lines.add(line(style, ", likeliest", Stroke.DOTTED, Metric.LIKELIEST_OF_K));
      }
    }
    return Section.of(
        "Without a verifier",
        List.of(),
        Stream.of(
            ofK(
                "choice-of-k",
                "One of k completions chosen without knowing which is correct",
                "Majority: the answer that most completions claim. Likeliest: of the completions"
                    + " that claim an answer, the one to which the model gives the highest"
                    + " probability. Any correct: what a verifier would reach.",
                lines,
                SOLVED),
            ofK(
                "majority-gain",
                "What the majority gains over a single completion",
                "On the same problems; above zero the majority of k completions solves more.",
                gains,
                POINTS)));
  }

  private Section diversity() {
    Axis solutions = new Axis("Different correct answers", Axis.Scale.LINEAR, Format.DECIMAL);
    Axis moves = new Axis("Different first moves", Axis.Scale.LINEAR, Format.DECIMAL);
    return Section.of(
        "How different the samples are",
        List.of(),
        Stream.of(
            ofK(
                "distinct-solutions",
                "Different correct answers among k completions",
                "Expected number for a problem, unsolved problems included.",
                lines(players.styles(), Metric.DISTINCT_SOLUTIONS_AT_K),
                solutions),
            ofK(
                "distinct-first-moves",
                "Different first moves among k completions",
                "Expected number for a problem, whatever comes of the move.",
                lines(players.styles(), Metric.DISTINCT_FIRST_MOVES_AT_K),
                moves)));
  }

  private Optional<Chart> gain() {
    List<Line> lines = lines(players.styles(), Metric.PASS_PER_DOUBLING);
    return new MeasuredChart(
            "gain-per-doubling",
            "Gain with each doubling of k",
            "Mean increase of pass@k, in percentage points.",
            new Axis("Gain, percentage points", Axis.Scale.LINEAR, Format.POINTS),
            new Axis("", Axis.Scale.LINEAR, Format.TEXT))
        .over(
            Kind.FOREST,
            new Categories(
                players.styles().stream().filter(this::gains).map(PlayerStyle::label).toList(),
                row -> label(row.player())),
            lines,
            sampleSizes);
  }

  private boolean gains(PlayerStyle style) {
    return !measurements.of(style, Metric.PASS_PER_DOUBLING).isEmpty();
  }

  private String label(String player) {
    return players.styles().stream()
        .filter(style -> style.player().equals(player))
        .map(PlayerStyle::label)
        .findFirst()
        .orElse(player);
  }

  private List<String> passPerDoubling() {
    return players.styles().stream()
        .flatMap(
            style ->
                measurements.of(style, Metric.PASS_PER_DOUBLING).stream()
                    .map(
                        row ->
                            String.format(
                                Locale.ROOT,
                                "Each doubling of the completions of %s adds %s to pass@k.",
                                style.label(),
                                Formats.points(row.estimate()))))
        .toList();
  }

  private Optional<Chart> ofK(
      String name, String title, String text, List<Line> lines, Axis value) {
    return new MeasuredChart(name, title, text, value, K)
        .over(Kind.INTERVALS, 1, lines, sampleSizes);
  }

  private Line line(PlayerStyle style, String suffix, Stroke stroke, Metric metric) {
    return new Line(style.labelled(style.label() + suffix), stroke, measurements.of(style, metric));
  }

  private List<Line> lines(List<PlayerStyle> styles, Metric metric) {
    return styles.stream().map(style -> new Line(style, measurements.of(style, metric))).toList();
  }

  private List<Line> pairs() {
    return ModelPair.all(players).stream()
        .map(
            pair ->
                new Line(
                    pair.style(),
                    measurements.of(pair.first(), pair.second(), Metric.DIFFERENCE_IN_PASS_AT_K)))
        .toList();
  }
}
