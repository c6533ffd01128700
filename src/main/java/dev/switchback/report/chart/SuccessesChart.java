package dev.switchback.report.chart;

import dev.switchback.metric.DistributionCount;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** How many of a problem's completions are correct: never, always or sometimes. */
public final class SuccessesChart {
  private static final int PARTS = 5;
  private static final List<String> NAMES =
      List.of("none", "to 20%", "to 40%", "to 60%", "to 80%", "<100%", "all");

  private final ReportPlayers players;
  private final List<DistributionCount> counts;

  public SuccessesChart(ReportPlayers players, List<DistributionCount> counts) {
    this.players = players;
    this.counts = counts;
  }

  /** Nothing if no player has more than one completion of a problem. */
  public Optional<Chart> chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (PlayerStyle style : players.styles()) {
      List<DistributionCount> own = of(style);
      if (own.stream().anyMatch(count -> count.y() > 1)) {
        long problems = own.stream().mapToLong(DistributionCount::count).sum();
        long[] bins = bins(own);
        series.add(new Series(style, Stroke.PLAIN, points(bins, problems)));
        for (int bin = 0; bin < bins.length; bin++) {
          rows.add(
              List.of(style.player(), NAMES.get(bin), bins[bin] / (double) problems, bins[bin]));
        }
      }
    }
    return series.isEmpty() ? Optional.empty() : Optional.of(chart(series, rows));
  }

  private static Chart chart(List<Series> series, List<List<Object>> rows) {
    long problems = rows.stream().mapToLong(row -> (Long) row.get(3)).sum() / series.size();
    return new Chart(
        Kind.LEVELS,
        new Caption(
            "How often a problem is solved",
            "Share of the problems by the share of their completions that are correct. A player"
                + " that solves some always and the others never gains nothing from more samples.",
            String.format(
                Locale.ROOT,
                "n = %s problems, all counted; no intervals.",
                Formats.whole(problems))),
        new Axis("Correct completions of a problem", Axis.Scale.LINEAR, Format.TEXT),
        new Axis("Share of problems", Axis.Scale.LINEAR, Format.PERCENT),
        NAMES,
        series,
        new Table(
            "successes",
            List.of(
                new Column("player", Format.TEXT),
                new Column("correct completions", Format.TEXT),
                new Column("share", Format.PERCENT),
                new Column("problems", Format.COUNT)),
            rows));
  }

  private List<DistributionCount> of(PlayerStyle style) {
    return counts.stream()
        .filter(count -> count.distribution().equals("successes"))
        .filter(count -> count.player().equals(style.player()))
        .toList();
  }

  private static long[] bins(List<DistributionCount> counts) {
    long[] bins = new long[NAMES.size()];
    counts.forEach(count -> bins[bin(count)] += count.count());
    return bins;
  }

  private static int bin(DistributionCount count) {
    if (count.x() == 0) {
      return 0;
    }
    return count.x() == count.y()
        ? PARTS + 1
        : (int) Math.ceil(PARTS * count.x() / count.y() - 1e-9);
  }

  private static List<List<Double>> points(long[] bins, long problems) {
    return IntStream.range(0, bins.length)
        .mapToObj(
            bin -> {
              double share = bins[bin] / (double) problems;
              return List.of((double) bin, share, share, share);
            })
        .toList();
  }
}
