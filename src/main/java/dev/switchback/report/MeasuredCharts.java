package dev.switchback.report;

import dev.switchback.metric.Metric;
import dev.switchback.report.Axis.Scale;
import dev.switchback.report.Chart.Kind;
import java.util.List;

/** The charts whose points are measurements. */
final class MeasuredCharts {
  private static final Axis SOLVED = new Axis("Problems solved", Scale.LINEAR, Format.PERCENT);

  /** The right end of an axis is at least this many of its units. */
  private static final double SMALLEST_OF_AXIS = 50;

  private final Cast cast;
  private final Measurements measurements;
  private final String intervals;

  /**
   * @param confidence of the intervals, for example 0.95
   */
  MeasuredCharts(Cast cast, Measurements measurements, double confidence) {
    this.cast = cast;
    this.measurements = measurements;
    this.intervals = Wording.percent(confidence) + " bootstrap intervals over problems";
  }

  Chart accuracyAtTokens() {
    return chart(
        Kind.CURVES,
        "Accuracy at equal generated tokens",
        "Every player draws completions of a problem one after another until its budget of"
            + " generated tokens is spent; the problem is solved if the solution of a correct"
            + " completion ends within what is left. Bands are "
            + intervals
            + ". A curve ends where the completions that were drawn would leave more than 1% of"
            + " the problems undecided. Grey lines are references, not models.",
        new Axis("Generated tokens per problem", Scale.LOG2, Format.COUNT),
        Metric.ACCURACY_AT_TOKENS,
        "accuracy-at-tokens",
        new Column("budget_tokens", Format.COUNT));
  }

  Chart accuracyAtFlops() {
    Metric metric = Metric.ACCURACY_AT_FLOPS;
    Magnitude magnitude = Magnitude.of(measurements.largest(cast, metric) / SMALLEST_OF_AXIS);
    return new Chart(
        Kind.CURVES,
        "Accuracy at equal floating-point operations",
        "The same rule with completions priced by the paper’s formula, in which a token costs more"
            + " the longer its chain already is: many short samples are cheaper than one chain of"
            + " as many tokens. Reference players are no networks and have no place on this axis.",
        new Axis(
            "Floating-point operations per problem, " + magnitude.word() + "s",
            Scale.LOG2,
            Format.DECIMAL),
        SOLVED,
        List.of(),
        measurements.series(cast, metric, magnitude.factor()),
        measurements.table(
            "accuracy-at-flops", cast, metric, new Column("budget_flops", Format.SCIENTIFIC)));
  }

  Chart passAtK() {
    return chart(
        Kind.INTERVALS,
        "pass@k: one of k completions is correct",
        "Unbiased estimates from all completions of a problem; whiskers are "
            + intervals
            + ". Completions differ in length, so equal k is not equal compute.",
        new Axis("k, completions per problem", Scale.LOG2, Format.COUNT),
        Metric.PASS_AT_K,
        "pass-at-k",
        new Column("k", Format.COUNT));
  }

  private Chart chart(
      Kind kind, String title, String caption, Axis x, Metric metric, String name, Column at) {
    return new Chart(
        kind,
        title,
        caption,
        x,
        SOLVED,
        List.of(),
        measurements.series(cast, metric, 1),
        measurements.table(name, cast, metric, at));
  }
}
