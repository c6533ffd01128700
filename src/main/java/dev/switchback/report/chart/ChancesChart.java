package dev.switchback.report.chart;

import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.ExactChances;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import dev.switchback.report.data.ReinforcedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The chance of each problem after rewards against that before. */
public final class ChancesChart {
  /** Decimal logarithm of the least chance that has a place of its own. */
  private static final double LEAST = -9;

  /** Dots stand at so many places for each power of ten. */
  private static final int STEPS = 4;

  private final PlayerStyle before;
  private final PlayerStyle after;
  private final ReinforcedModel model;

  /**
   * @param before style of the model that was gone on from
   * @param after style of the reinforced model
   */
  public ChancesChart(PlayerStyle before, PlayerStyle after, ReinforcedModel model) {
    this.before = before;
    this.after = after;
    this.model = model;
  }

  public Chart chart(ExactChances chances) {
    return new Chart(
        Kind.SCATTER,
        caption(chances),
        axis(before),
        axis(after),
        List.of(),
        List.of(
            series(
                chances,
                before.labelled("solved in the tries before"),
                chance -> chance.before().anyRight()),
            series(chances, after.labelled("solved only after"), Chance::isGained),
            series(
                chances,
                new PlayerStyle("", "not solved", Role.REFERENCE, 0),
                chance -> !chance.before().anyRight() && !chance.after().anyRight())),
        table(chances));
  }

  private static Axis axis(PlayerStyle style) {
    return new Axis("Tries for one success, " + style.label(), Axis.Scale.LOG2, Format.COUNT);
  }

  private Caption caption(ExactChances chances) {
    return new Caption(
        "How probable a success was before, and is after",
        "One divided by the chance that a single try solves the problem: so many tries take one"
            + " success on average. The chance is the sum of the probabilities of all right"
            + " answers, by no draw. Below the diagonal are problems that rewards made easier. What"
            + " lies far to the right was out of reach before; what was solved only after and lies"
            + " at the left was rare, and not new. Chances below one in 10^9 are drawn as one in"
            + " 10^9.",
        String.format(
            Locale.ROOT,
            "n = %s problems, all counted; one training, no intervals.",
            Formats.whole(chances.problems().size())));
  }

  private static Series series(ExactChances chances, PlayerStyle style, Predicate<Chance> belongs) {
    Map<List<Double>, Long> dots =
        chances.problems().stream()
            .filter(belongs)
            .collect(
                Collectors.groupingBy(
                    chance -> List.of(tries(chance.log10Before()), tries(chance.log10After())),
                    () -> new TreeMap<>(ChancesChart::compare),
                    Collectors.counting()));
    List<List<Double>> points = new ArrayList<>();
    dots.forEach((at, count) -> points.add(List.of(at.get(0), at.get(1), (double) count)));
    long problems = dots.values().stream().mapToLong(Long::longValue).sum();
    String label =
        String.format(Locale.ROOT, "%s: %s problems", style.label(), Formats.whole(problems));
    return new Series(style.labelled(label), Stroke.PLAIN, points);
  }

  private static double tries(double log10) {
    return Math.pow(10, Math.rint(-Math.max(LEAST, log10) * STEPS) / STEPS);
  }

  private static int compare(List<Double> first, List<Double> second) {
    int order = first.get(0).compareTo(second.get(0));
    return order == 0 ? first.get(1).compareTo(second.get(1)) : order;
  }

  private Table table(ExactChances chances) {
    return new Table(
        "grpo-chances-" + model.model(),
        List.of(
            new Column("chance_before", Format.SCIENTIFIC),
            new Column("chance_after", Format.SCIENTIFIC),
            new Column("right_before", Format.COUNT),
            new Column("drawn_before", Format.COUNT),
            new Column("right_after", Format.COUNT),
            new Column("drawn_after", Format.COUNT)),
        chances.problems().stream()
            .map(
                chance ->
                    List.<Object>of(
                        Math.pow(10, chance.log10Before()),
                        Math.pow(10, chance.log10After()),
                        chance.before().right(),
                        chance.before().drawn(),
                        chance.after().right(),
                        chance.after().drawn()))
            .toList());
  }
}
