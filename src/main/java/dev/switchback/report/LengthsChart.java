package dev.switchback.report;

import dev.switchback.metric.Outcome;
import dev.switchback.metric.Player;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Series.Stroke;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long completions are. */
final class LengthsChart {
  private static final int BINS_PER_DOUBLING = 4;

  private final Cast cast;
  private final Map<String, Player> players;

  LengthsChart(Cast cast, Map<String, Player> players) {
    this.cast = cast;
    this.players = players;
  }

  Chart chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Look look : cast.looks()) {
      Player player = players.get(look.player());
      List<List<Double>> bars = new ArrayList<>();
      for (Map.Entry<Integer, Long> bin : bins(player).entrySet()) {
        double left = edge(bin.getKey());
        double right = edge(bin.getKey() + 1);
        double share = bin.getValue() / (double) player.samples();
        bars.add(List.of(left, right, share));
        rows.add(List.of(look.player(), left, right, share, bin.getValue()));
      }
      series.add(new Series(look, Stroke.PLAIN, bars));
    }
    return new Chart(
        Kind.HISTOGRAM,
        "Length of the completions",
        "Share of each player’s completions in bins of equal ratio, "
            + BINS_PER_DOUBLING
            + " for each doubling, whether correct or not.",
        new Axis("Generated tokens per completion", Scale.LOG2, Format.COUNT),
        new Axis("Share of completions", Scale.LINEAR, Format.PERCENT),
        List.of(),
        series,
        new Table("lengths", columns(), rows));
  }

  private static List<Column> columns() {
    return List.of(
        new Column("player", Format.TEXT),
        new Column("from_tokens", Format.DECIMAL),
        new Column("to_tokens", Format.DECIMAL),
        new Column("share", Format.PERCENT),
        new Column("completions", Format.COUNT));
  }

  private static Map<Integer, Long> bins(Player player) {
    Map<Integer, Long> bins = new TreeMap<>();
    player.outcomes().values().stream()
        .flatMap(Collection::stream)
        .mapToInt(Outcome::tokens)
        .forEach(tokens -> bins.merge(bin(tokens), 1L, Long::sum));
    return bins;
  }

  /** The bin of a length: edges lie between whole numbers, so that none falls on one. */
  private static int bin(int tokens) {
    return (int) Math.floor(BINS_PER_DOUBLING * Math.log(tokens + 0.5) / Math.log(2));
  }

  private static double edge(int bin) {
    return Math.pow(2, (double) bin / BINS_PER_DOUBLING);
  }
}
