package dev.switchback.report.chart;

import dev.switchback.metric.Measurement;
import dev.switchback.report.chart.MeasuredChart.Line;
import dev.switchback.report.data.Formats;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what figures rest on. */
public final class SampleSizes {
  private final String confidence;

  /**
   * @param confidence of the intervals, for example 0.95
   */
  public SampleSizes(double confidence) {
    this.confidence = Formats.percent(confidence);
  }

  /** Problems and completions behind the lines of a chart, and the kind of their intervals. */
  String of(List<Line> lines) {
    Map<String, Long> completions = new LinkedHashMap<>();
    for (Line line : lines) {
      long most = line.rows().stream().mapToLong(Measurement::samples).max().orElse(0);
      completions.merge(line.style().label(), most, Math::max);
    }
    String problems = problems(lines.stream().map(Line::rows).flatMap(Collection::stream).toList());
    return String.format(
        Locale.ROOT,
        "n = %s problems; completions: %s. %s",
        problems,
        each(completions),
        intervals());
  }

  /** The kind of the interval of a difference, inside a sentence. */
  public String paired() {
    return confidence + " paired bootstrap interval";
  }

  /** The kind of all intervals, as a sentence. */
  public String intervals() {
    return confidence + " bootstrap intervals over problems.";
  }

  private static String problems(List<Measurement> rows) {
    int fewest = rows.stream().mapToInt(row -> row.estimate().problems()).min().orElse(0);
    int most = rows.stream().mapToInt(row -> row.estimate().problems()).max().orElse(0);
    return fewest == most
        ? Formats.whole(most)
        : Formats.whole(fewest) + " to " + Formats.whole(most);
  }

  private static String each(Map<String, Long> completions) {
    List<Long> distinct = completions.values().stream().distinct().toList();
    if (distinct.size() == 1) {
      return Formats.whole(distinct.get(0)) + (completions.size() > 1 ? " each" : "");
    }
    return Formats.list(
        completions.entrySet().stream()
            .map(entry -> entry.getKey() + " " + Formats.whole(entry.getValue()))
            .toList());
  }
}
