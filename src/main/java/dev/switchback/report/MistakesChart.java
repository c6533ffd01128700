package dev.switchback.report;

import dev.switchback.family.Rules;
import dev.switchback.metric.Count;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Look.Role;
import dev.switchback.report.Series.Stroke;
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
final class MistakesChart {
  private final Look first;
  private final Look second;
  private final List<Count> counts;
  private final Set<String> answering;
  private final Rules rules;

  /**
   * The first player's mistakes lie on the horizontal axis.
   *
   * @param counts of all distributions
   * @param answering players whose mistakes are wrong answers
   */
  MistakesChart(Pair pair, List<Count> counts, Set<String> answering, Rules rules) {
    this.first = pair.first();
    this.second = pair.second();
    this.counts = oriented(counts);
    this.answering = answering;
    this.rules = rules;
  }

  /** Nothing if the two have no problem in common. */
  Optional<Chart> chart() {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                Kind.SCATTER,
                caption(),
                new Axis("Mistakes of " + first.label(), Scale.LOG2_PLUS_ONE, Format.COUNT),
                new Axis("Mistakes of " + second.label(), Scale.LOG2_PLUS_ONE, Format.COUNT),
                List.of(),
                List.of(
                    series(first.labelled("fewer by " + first.label()), -1),
                    series(second.labelled("fewer by " + second.label()), 1),
                    series(new Look("", "as many", Role.REFERENCE, 0), 0)),
                table()));
  }

  /** The distribution of the two, whichever of them it is listed under, in a fixed order. */
  private List<Count> oriented(List<Count> all) {
    Stream<Count> straight = all.stream().filter(count -> isOf(count, first, second));
    Stream<Count> turned =
        all.stream()
            .filter(count -> isOf(count, second, first))
            .map(
                count ->
                    new Count(
                        first.player(),
                        count.distribution(),
                        second.player(),
                        count.y(),
                        count.x(),
                        count.count()));
    List<Count> known = straight.toList();
    return (known.isEmpty() ? turned : known.stream())
        .sorted(Comparator.comparingDouble(Count::x).thenComparingDouble(Count::y))
        .toList();
  }

  private static boolean isOf(Count count, Look player, Look other) {
    return count.distribution().equals("mistakes")
        && count.player().equals(player.player())
        && count.other().equals(other.player());
  }

  private Series series(Look look, int sign) {
    List<Count> own =
        counts.stream()
            .filter(MistakesChart::bothSolve)
            .filter(count -> Double.compare(count.x(), count.y()) == sign)
            .toList();
    List<List<Double>> points =
        own.stream().map(count -> List.of(count.x(), count.y(), (double) count.count())).toList();
    long problems = own.stream().mapToLong(Count::count).sum();
    String label =
        String.format(Locale.ROOT, "%s: %s problems", look.label(), Wording.whole(problems));
    return new Series(look.labelled(label), Stroke.PLAIN, points);
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
            Wording.whole(problems),
            Wording.whole(both),
            first.label(),
            Wording.whole(onlyFirst),
            second.label(),
            Wording.whole(onlySecond),
            Wording.whole(problems - both - onlyFirst - onlySecond));
    return new Caption(
        "Mistakes before the first success: " + second.label() + " against " + first.label(),
        String.format(
            Locale.ROOT,
            "A dot stands for problems that both solve, its area for their number. %s %s",
            definition(first),
            definition(second)),
        evidence);
  }

  private String definition(Look look) {
    return answering.contains(look.player())
        ? String.format(
            Locale.ROOT,
            "For %s a mistake is a wrong answer, in expectation over the order of its completions,"
                + " (n − c) / (c + 1).",
            look.label())
        : String.format(Locale.ROOT, "For %s it is %s.", look.label(), rules.deadEnd());
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

  private long problems(Predicate<Count> which) {
    return counts.stream().filter(which).mapToLong(Count::count).sum();
  }

  private static boolean bothSolve(Count count) {
    return count.x() >= 0 && count.y() >= 0;
  }

  private static Object solved(double mistakes) {
    return mistakes < 0 ? null : mistakes;
  }
}
