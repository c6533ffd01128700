package dev.switchback.report.chart;

import dev.switchback.grpo.StepReport;
import dev.switchback.grpo.StepReport.Monitoring;
import dev.switchback.grpo.StepReport.Policy;
import dev.switchback.report.chart.Chart.Axis;
import dev.switchback.report.chart.Chart.Caption;
import dev.switchback.report.chart.Chart.Kind;
import dev.switchback.report.chart.Series.Stroke;
import dev.switchback.report.chart.Table.Column;
import dev.switchback.report.chart.Table.Format;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReinforcedModel;
import dev.switchback.report.data.TrainingLog;
import dev.switchback.report.data.TrainingLog.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a training by rewards saw, against its steps. */
public final class ReinforcementCharts {
  private static final int POINTS = 200;

  private final PlayerStyle style;
  private final ReinforcedModel model;

  /**
   * @param style of the model
   */
  public ReinforcementCharts(PlayerStyle style, ReinforcedModel model) {
    this.style = style;
    this.model = model;
  }

  /** One for each quantity; nothing for what was not measured. */
  public Stream<Optional<Chart>> charts() {
    return Stream.of(
        reward(), groups(), monitoring(), lengths(), cut(), divergence(), entropy(), mismatch());
  }

  private Optional<Chart> reward() {
    return ofSteps(
        "reward",
        "Reward",
        "Share of the completions drawn for a step that are right. Strict: by the rules of the"
            + " puzzle; paper: by the study’s looser rule.",
        new Axis("Right completions", Axis.Scale.LINEAR, Format.PERCENT),
        new Curve("strict", Stroke.PLAIN, step -> step.rewards().strict()),
        new Curve("paper", Stroke.DOTTED, step -> step.rewards().paper()));
  }

  private Optional<Chart> groups() {
    return ofSteps(
        "groups",
        "Groups without a signal",
        "Share of the problems of a step whose completions are all right, or all wrong: nothing"
            + " can be learned from comparing them.",
        new Axis("Problems of a step", Axis.Scale.LINEAR, Format.PERCENT),
        new Curve("all right", Stroke.PLAIN, step -> step.rewards().allRight()),
        new Curve("all wrong", Stroke.DOTTED, step -> step.rewards().allWrong()));
  }

  private Optional<Chart> monitoring() {
    List<StepReport> measured =
        model.steps().stream().filter(step -> step.monitoring() != null).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    int samples = measured.get(0).monitoring().samples();
    Curve one = new Curve("pass@1", Stroke.MARKED, ofMonitoring(Monitoring::pass1));
    Curve all = new Curve("pass@" + samples, Stroke.PLAIN, ofMonitoring(Monitoring::passAll));
    return chart(
        "monitoring",
        new Caption(
            "Problems that nothing is learned from",
            "One completion is right, or one of all that are drawn for a problem, on the monitoring"
                + " problems, which are neither learned from nor reported on. While the lower curve"
                + " rises and the upper one does not, the model becomes surer of what it could do"
                + " already.",
            String.format(
                Locale.ROOT,
                "n = %s measurements with %s completions of each problem; one training, no"
                    + " intervals.",
                Formats.whole(measured.size()),
                Formats.whole(samples))),
        new Axis("Monitoring problems solved", Axis.Scale.LINEAR, Format.PERCENT),
        samples == 1 ? List.of(one) : List.of(one, all));
  }

  private Optional<Chart> lengths() {
    return ofSteps(
        "length",
        "Length of completions",
        "Mean number of tokens of the completions that are right, and of those that are wrong.",
        new Axis("Tokens", Axis.Scale.LINEAR, Format.COUNT),
        new Curve("right", Stroke.PLAIN, step -> step.lengths().right()),
        new Curve("wrong", Stroke.DOTTED, step -> step.lengths().wrong()));
  }

  private Optional<Chart> cut() {
    return ofSteps(
        "cut",
        "Completions that were cut",
        "Share of the completions that reached the limit of tokens before they ended.",
        new Axis("Cut completions", Axis.Scale.LINEAR, Format.PERCENT),
        new Curve("cut", Stroke.PLAIN, step -> step.lengths().cutShare()));
  }

  private Optional<Chart> divergence() {
    return ofSteps(
        "divergence",
        "Distance from the model before",
        "Kullback-Leibler divergence from the model that the training began with, a token: exact,"
            + " over the whole vocabulary, and its estimate k3 from the tokens drawn.",
        new Axis("Divergence, nats a token", Axis.Scale.LINEAR, Format.DECIMAL),
        new Curve("exact", Stroke.PLAIN, ofPolicy(Policy::kl)),
        new Curve("k3", Stroke.DOTTED, ofPolicy(Policy::klK3)));
  }

  private Optional<Chart> entropy() {
    return ofSteps(
        "entropy",
        "Entropy",
        "Of the next token, at the temperature of the draws. What is near 0 always writes the"
            + " same.",
        new Axis("Entropy, nats a token", Axis.Scale.LINEAR, Format.DECIMAL),
        new Curve("entropy", Stroke.PLAIN, ofPolicy(Policy::entropy)));
  }

  private Optional<Chart> mismatch() {
    return ofSteps(
        "mismatch",
        "Sampler and learner",
        "Mean distance of the log-probabilities that the two give to the same token. Both have the"
            + " same weights, so that it should be no more than rounding.",
        new Axis("Distance, nats", Axis.Scale.LINEAR, Format.DECIMAL),
        new Curve("mean distance", Stroke.PLAIN, ofPolicy(Policy::mismatch)));
  }

  private Optional<Chart> ofSteps(
      String name, String title, String text, Axis value, Curve... curves) {
    return chart(name, new Caption(title, text, evidence()), value, List.of(curves));
  }

  private String evidence() {
    int steps = model.steps().size();
    long groups = model.steps().stream().mapToLong(step -> step.rewards().groups()).sum();
    int window = TrainingLog.window(steps, POINTS);
    return String.format(
        Locale.ROOT,
        "n = %s %s with %s groups of completions%s; one training, no intervals.",
        Formats.whole(steps),
        steps == 1 ? "step" : "steps",
        Formats.whole(groups),
        window == 1 ? "" : ", each point the mean of up to " + Formats.whole(window) + " steps");
  }

  private Optional<Chart> chart(String name, Caption caption, Axis value, List<Curve> curves) {
    List<Series> series = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Curve curve : curves) {
      List<Point> points = TrainingLog.smoothed(curve.of(model.steps()), POINTS);
      if (!points.isEmpty()) {
        series.add(curve.series(style, points));
        points.forEach(
            point -> rows.add(List.of(model.model(), curve.words(), point.step(), point.value())));
      }
    }
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart(
                Kind.CURVES,
                caption,
                new Axis("Steps of the reinforcement", Axis.Scale.LINEAR, Format.COUNT),
                value,
                List.of(),
                series,
                new Table("grpo-" + name + "-" + model.model(), columns(value.format()), rows)));
  }

  private static List<Column> columns(Format value) {
    return List.of(
        new Column("model", Format.TEXT),
        new Column("quantity", Format.TEXT),
        new Column("step", Format.COUNT),
        new Column("value", value));
  }

  /** Null for a step that nothing could be learned from. */
  private static Function<StepReport, Double> ofPolicy(Function<Policy, Double> quantity) {
    return step -> step.policy() == null ? null : quantity.apply(step.policy());
  }

  private static Function<StepReport, Double> ofMonitoring(Function<Monitoring, Double> quantity) {
    return step -> step.monitoring() == null ? null : quantity.apply(step.monitoring());
  }

  /**
   * A line of a chart.
   *
   * @param words in the legend
   * @param stroke how it is drawn
   * @param quantity of a step, null where it was not measured
   */
  private record Curve(String words, Stroke stroke, Function<StepReport, Double> quantity) {
    List<Point> of(List<StepReport> steps) {
      List<Point> points = new ArrayList<>();
      for (StepReport step : steps) {
        Double value = quantity.apply(step);
        if (value != null) {
          points.add(new Point(step.step(), value));
        }
      }
      return points;
    }

    Series series(PlayerStyle style, List<Point> points) {
      return new Series(
          style.labelled(words),
          stroke,
          points.stream()
              .map(point -> List.of(point.step(), point.value(), point.value(), point.value()))
              .toList());
    }
  }
}
