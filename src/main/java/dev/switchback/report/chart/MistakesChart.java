package dev.switchback.report.chart;

import dev.switchback.family.Rules;
import dev.switchback.metric.DistributionCount;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Mistakes of one model on each problem against those of another. */
public final class MistakesChart {
  private final PlayerStyle first;
  private final PlayerStyle second;
  private final List<DistributionCount> counts;
  private final Set<String> answering;
  private final Rules rules;

  /**
   * The first player's mistakes lie on the horizontal axis.
   *
   * @param counts of all distributions
   * @param answering players whose mistakes are wrong answers
   */
  public MistakesChart(
      ModelPair pair, List<DistributionCount> counts, Set<String> answering, Rules rules) {
    this.first = pair.first();
    this.second = pair.second();
    this.counts = oriented(counts);
    this.answering = answering;
    this.rules = rules;
  }

  /** Nothing if the two have no problem in common. */
  public Optional<Chart> chart() {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                Kind.SCATTER,
                caption(),
                new Axis("Mistakes of " + first.label(), Axis.Scale.LOG2_PLUS_ONE, Format.COUNT),
                new Axis("Mistakes of " + second.label(), Axis.Scale.LOG2_PLUS_ONE, Format.COUNT),
                List.of(),
                List.of(
                    series(first.labelled("fewer by " + first.label()), -1),
                    series(second.labelled("fewer by " + second.label()), 1),
                    series(new PlayerStyle("", "as many", Role.REFERENCE, 0), 0)),
                table()));
  }

  /** The distribution of the two, whichever of them it is listed under, in a fixed order. */
  private List<DistributionCount> oriented(List<DistributionCount> all) {
    Stream<DistributionCount> straight = all.stream().filter(count -> isOf(count, first, second));
    Stream<DistributionCount> turned =
        all.stream()
            .filter(count -> isOf(count, second, first))
            .map(
                count ->
                    new DistributionCount(
                        first.player(),
                        count.distribution(),
                        second.player(),
                        count.y(),
                        count.x(),
                        count.count()));
    List<DistributionCount> known = straight.toList();
    return (known.isEmpty() ? turned : known.stream())
        .sorted(
            Comparator.comparingDouble(DistributionCount::x)
                .thenComparingDouble(DistributionCount::y))
        .toList();
  }

  private static boolean isOf(DistributionCount count, PlayerStyle player, PlayerStyle other) {
    return count.distribution().equals("mistakes")
        && count.player().equals(player.player())
        && count.other().equals(other.player());
  }

  private Series series(PlayerStyle style, int sign) {
    List<DistributionCount> own =
        counts.stream()
            .filter(MistakesChart::bothSolve)
            .filter(count -> Double.compare(count.x(), count.y()) == sign)
            .toList();
    List<List<Double>> points =
        own.stream().map(count -> List.of(count.x(), count.y(), (double) count.count())).toList();
    long problems = own.stream().mapToLong(DistributionCount::count).sum();
    String label =
        String.format(Locale.ROOT, "%s: %s problems", style.label(), Formats.whole(problems));
    return new Series(style.labelled(label), Stroke.PLAIN, points);
  }

  private Caption caption() {
    long problems = problems(count -> true);
    long both = problems(MistakesChart::bothSolve);
    long onlyFirst = problems(count -> count.x() >= 0 && count.y() < 0);
    long onlySecond = problems(count -> count.x() < 0 && count.y() >= 0);
    String evidence =
        String.format(
            Locale.ROOT,
            "n = %s problems: both solve %s with all their completions, only %s %s, only %s %s,"
                + " neither %s. All counted; no intervals.",
            Formats.whole(problems),
            Formats.whole(both),
            first.label(),
            Formats.whole(onlyFirst),
            second.label(),
            Formats.whole(onlySecond),
            Formats.whole(problems - both - onlyFirst - onlySecond));
    return new Caption(
        "Mistakes before the first success: " + second.label() + " against " + first.label(),
        String.format(
            Locale.ROOT,
            "A dot stands for problems that both solve, its area for their number. %s %s",
            definition(first),
            definition(second)),
        evidence);
  }

  private String definition(PlayerStyle style) {
    return answering.contains(style.player())
        ? String.format(
            Locale.ROOT,
            "For %s a mistake is a wrong answer, in expectation over the order of its completions,"
                + " (n − c) / (c + 1).",
            style.label())
        : String.format(Locale.ROOT, "For %s it is %s.", style.label(), rules.deadEnd());
  }

  private Table table() {
    List<List<Object>> rows = new ArrayList<>();
    counts.forEach(
        count -> rows.add(Arrays.asList(solved(count.x()), solved(count.y()), count.count())));
    return new Table(
        "mistakes-" + first.player() + "-" + second.player(),
        List.of(
            new Column("mistakes_" + first.player(), Format.DECIMAL),
            new Column("mistakes_" + second.player(), Format.DECIMAL),
            new Column("problems", Format.COUNT)),
        rows);
  }

  private long problems(Predicate<DistributionCount> which) {
    return counts.stream().filter(which).mapToLong(DistributionCount::count).sum();
  }

  private static boolean bothSolve(DistributionCount count) {
    return count.x() >= 0 && count.y() >= 0;
  }

  private static Object solved(double mistakes) {
    return mistakes < 0 ? null : mistakes;
  }
}
