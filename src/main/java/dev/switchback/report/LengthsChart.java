package dev.switchback.report;

import dev.switchback.metric.Count;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import dev.switchback.report.Series.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long completions are. */
final class LengthsChart {
  private static final int BINS_PER_DOUBLING = 4;

  private final Cast cast;
  private final List<Count> counts;

  LengthsChart(Cast cast, List<Count> counts) {
    this.cast = cast;
    this.counts = counts;
  }

  /** Completions of a bin, and how many of them are correct. */
  private record Bin(long completions, long correct) {
    Bin plus(Bin other) {
      return new Bin(completions + other.completions, correct + other.correct);
    }
  }

  /** Nothing if no lengths are known. */
  Optional<Chart> chart() {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<String> evidence = new ArrayList<>();
    for (Look look : cast.looks()) {
      Map<Integer, Bin> bins = bins(look);
      long all = bins.values().stream().mapToLong(Bin::completions).sum();
      if (all > 0) {
        series.add(new Series(look, Stroke.PLAIN, bars(bins, all)));
        bins.forEach((bin, held) -> rows.add(row(look, bin, held, all)));
        evidence.add(look.label() + " " + Wording.whole(all));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(chart(series, rows, Wording.list(evidence)));
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

  private static List<Object> row(Look look, int bin, Bin held, long all) {
    return List.of(
        look.player(),
        edge(bin),
        edge(bin + 1),
        held.completions() / (double) all,
        held.completions(),
        held.correct());
  }

  private Map<Integer, Bin> bins(Look look) {
    Map<Integer, Bin> bins = new TreeMap<>();
    counts.stream()
        .filter(count -> count.distribution().equals("lengths"))
        .filter(count -> count.player().equals(look.player()))
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
