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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long completions are. */
public final class LengthsChart {
  private static final int BINS_PER_DOUBLING = 4;

  private final ReportPlayers players;
  private final List<DistributionCount> counts;

  public LengthsChart(ReportPlayers players, List<DistributionCount> counts) {
    this.players = players;
    this.counts = counts;
  }

  /** Completions of a bin, and how many of them are correct. */
  private record Bin(long completions, long correct) {
    Bin plus(Bin other) {
      return new Bin(completions + other.completions, correct + other.correct);
    }
  }

  /** Nothing if no lengths are known. */
  public Optional<Chart> chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    for (PlayerStyle style : players.styles()) {
      Map<Integer, Bin> bins = bins(style);
      long all = bins.values().stream().mapToLong(Bin::completions).sum();
      if (all > 0) {
        series.add(new Series(style, Stroke.PLAIN, bars(bins, all)));
        bins.forEach((bin, held) -> rows.add(row(style, bin, held, all)));
        evidence.add(style.label() + " " + Formats.whole(all));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(chart(series, rows, Formats.list(evidence)));
  }

  private static Chart chart(List<Series> series, List<List<Object>> rows, String completions) {
    return new Chart(
        Kind.HISTOGRAM,
        new Caption(
            "Length of the completions",
            "Share of each player’s completions in bins of equal ratio, "
                + BINS_PER_DOUBLING
                + " for each doubling, whether correct or not.",
            "n completions: " + completions + ". All counted; no intervals."),
        new Axis("Generated tokens per completion", Axis.Scale.LOG2, Format.COUNT),
        new Axis("Share of completions", Axis.Scale.LINEAR, Format.PERCENT),
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
        new Column("completions", Format.COUNT),
        new Column("correct", Format.COUNT));
  }

  private static List<List<Double>> bars(Map<Integer, Bin> bins, long all) {
    List<List<Double>> bars = new ArrayList<>();
    bins.forEach(
        (bin, held) ->
            bars.add(List.of(edge(bin), edge(bin + 1), held.completions() / (double) all)));
    return bars;
  }

  private static List<Object> row(PlayerStyle style, int bin, Bin held, long all) {
    return List.of(
        style.player(),
        edge(bin),
        edge(bin + 1),
        held.completions() / (double) all,
        held.completions(),
        held.correct());
  }

  private Map<Integer, Bin> bins(PlayerStyle style) {
    Map<Integer, Bin> bins = new TreeMap<>();
    counts.stream()
        .filter(count -> count.distribution().equals("lengths"))
        .filter(count -> count.player().equals(style.player()))
        .forEach(
            count ->
                bins.merge(
                    bin(count.x()),
                    new Bin(count.count(), count.y() > 0 ? count.count() : 0),
                    Bin::plus));
    return bins;
  }

  /** The bin of a length: edges lie between whole numbers, so that none falls on one. */
  private static int bin(double tokens) {
    return (int) Math.floor(BINS_PER_DOUBLING * Math.log(tokens + 0.5) / Math.log(2));
  }

  private static double edge(int bin) {
    return Math.pow(2, (double) bin / BINS_PER_DOUBLING);
  }
}
