package dev.switchback.report;

import dev.switchback.metric.Count;
import dev.switchback.metric.Metric;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Series.Stroke;
import dev.switchback.report.SitePage.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What more samples buy. */
final class SamplesTopic {
  private static final Axis K = new Axis("k, completions per problem", Scale.LOG2, Format.COUNT);
  private static final Axis SOLVED = new Axis("Problems solved", Scale.LINEAR, Format.PERCENT);
  private static final Axis POINTS =
      new Axis("Difference, percentage points", Scale.LINEAR, Format.POINTS);

  private final Cast cast;
  private final Measurements measurements;
  private final List<Count> counts;
  private final Evidence evidence;

  SamplesTopic(Cast cast, Measurements measurements, List<Count> counts, Evidence evidence) {
    this.cast = cast;
    this.measurements = measurements;
    this.counts = counts;
    this.evidence = evidence;
  }

  Topic topic() {
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
                lines(cast.looks(), Metric.PASS_AT_K),
                SOLVED),
            ofK(
                "difference-in-pass-at-k",
                "Difference in pass@k",
                "On the same problems; above zero the first named leads.",
                pairs(),
                POINTS),
            gain(),
            new SuccessesChart(cast, counts).chart()));
  }

  private Section choices() {
    List<Line> lines = new ArrayList<>();
    for (Look look : cast.models()) {
      if (measurements.of(look, Metric.MAJORITY_AT_K).size() > 1) {
        lines.add(line(look, ", any correct", Stroke.PLAIN, Metric.PASS_AT_K));
        lines.add(line(look, ", majority", Stroke.MARKED, Metric.MAJORITY_AT_K));
        lines.add(line(look, ", likeliest", Stroke.DOTTED, Metric.LIKELIEST_OF_K));
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
                SOLVED)));
  }

  private Section diversity() {
    Axis solutions = new Axis("Different correct answers", Scale.LINEAR, Format.DECIMAL);
    Axis moves = new Axis("Different first moves", Scale.LINEAR, Format.DECIMAL);
    return Section.of(
        "How different the samples are",
        List.of(),
        Stream.of(
            ofK(
                "distinct-solutions",
                "Different correct answers among k completions",
                "Expected number for a problem, unsolved problems included.",
                lines(cast.looks(), Metric.DISTINCT_SOLUTIONS_AT_K),
                solutions),
            ofK(
                "distinct-first-moves",
                "Different first moves among k completions",
                "Expected number for a problem, whatever comes of the move.",
                lines(cast.looks(), Metric.DISTINCT_FIRST_MOVES_AT_K),
                moves)));
  }

  private Optional<Chart> gain() {
    List<Line> lines = lines(cast.looks(), Metric.PASS_PER_DOUBLING);
    return new MeasuredChart(
            "gain-per-doubling",
            "Gain with each doubling of k",
            "Mean increase of pass@k, in percentage points.",
            new Axis("Gain, percentage points", Scale.LINEAR, Format.POINTS),
            new Axis("", Scale.LINEAR, Format.TEXT))
        .over(
            Kind.FOREST,
            new Categories(
                cast.looks().stream().filter(this::gains).map(Look::label).toList(),
                row -> label(row.player())),
            lines,
            evidence);
  }

  private boolean gains(Look look) {
    return !measurements.of(look, Metric.PASS_PER_DOUBLING).isEmpty();
  }

  private String label(String player) {
    return cast.looks().stream()
        .filter(look -> look.player().equals(player))
        .map(Look::label)
        .findFirst()
        .orElse(player);
  }

  private List<String> passPerDoubling() {
    return cast.looks().stream()
        .flatMap(
            look ->
                measurements.of(look, Metric.PASS_PER_DOUBLING).stream()
                    .map(
                        row ->
                            String.format(
                                Locale.ROOT,
                                "Each doubling of the completions of %s adds %s to pass@k.",
                                look.label(),
                                Wording.points(row.estimate()))))
        .toList();
  }

  private Optional<Chart> ofK(
      String name, String title, String text, List<Line> lines, Axis value) {
    return new MeasuredChart(name, title, text, value, K).over(Kind.INTERVALS, 1, lines, evidence);
  }

  private Line line(Look look, String suffix, Stroke stroke, Metric metric) {
    return new Line(look.labelled(look.label() + suffix), stroke, measurements.of(look, metric));
  }

  private List<Line> lines(List<Look> looks, Metric metric) {
    return looks.stream().map(look -> new Line(look, measurements.of(look, metric))).toList();
  }

  private List<Line> pairs() {
    return Pair.all(cast).stream()
        .map(
            pair ->
                new Line(
                    pair.look(),
                    measurements.of(pair.first(), pair.second(), Metric.DIFFERENCE_IN_PASS_AT_K)))
        .toList();
  }
}
