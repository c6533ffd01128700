package dev.switchback.report.finding;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.report.chart.SampleSizes;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.ModelPair;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.PlayerStyle.Role;
import dev.switchback.report.data.ReportPlayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Says in words what the measurements show. Two players are said to differ only where the interval
 * of their paired difference excludes zero.
 */
public final class Findings {
  private final ReportPlayers players;
  private final List<PlayerStyle> compared;
  private final Measurements measurements;
  private final List<Integer> budgets;
  private final SampleSizes sampleSizes;

  /**
   * @param compared the one or two models that the headline is about
   * @param budgets generated tokens that the experiment asks for
   * @param sampleSizes the kind of the intervals
   */
  public Findings(
      ReportPlayers players,
      List<PlayerStyle> compared,
      Measurements measurements,
      List<Integer> budgets,
      SampleSizes sampleSizes) {
    this.players = players;
    this.compared = List.copyOf(compared);
    this.measurements = measurements;
    this.budgets = List.copyOf(budgets);
    this.sampleSizes = sampleSizes;
  }

  /** The largest budget asked for that every model's completions suffice for. */
  public OptionalDouble budget() {
    return budgets.stream()
        .mapToDouble(budget -> budget)
        .filter(
            budget ->
                players.models().stream().allMatch(model -> accuracy(model, budget).isPresent()))
        .max();
  }

  public List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    budget()
        .ifPresent(
            budget ->
                players
                    .styles()
                    .forEach(
                        style ->
                            accuracy(style, budget)
                                .ifPresent(estimate -> standings.add(standing(style, estimate)))));
    return standings;
  }

  public List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    budget()
        .ifPresent(
            budget ->
                findings.add(
                    new Finding(
                        Finding.Weight.HEADLINE,
                        new Headline(players, compared, measurements, budget).text())));
    for (ModelPair pair : ModelPair.all(players)) {
      PairFindings words = new PairFindings(pair, measurements, sampleSizes);
      budget()
          .ifPresent(
              budget ->
                  words
                      .atBudget(budget)
                      .ifPresent(text -> findings.add(new Finding(Finding.Weight.RESULT, text))));
    }
    budget()
        .ifPresent(
            budget ->
                againstReferences(budget)
                    .forEach(text -> findings.add(new Finding(Finding.Weight.RESULT, text))));
    passAt().forEach(text -> findings.add(new Finding(Finding.Weight.RESULT, text)));
    new Caveats(players, measurements, budgets)
        .all()
        .forEach(text -> findings.add(new Finding(Finding.Weight.LIMIT, text)));
    return findings;
  }

  private List<String> againstReferences(double budget) {
    List<String> texts = new ArrayList<>();
    for (PlayerStyle reference : players.references()) {
      List<String> parts = new ArrayList<>();
      for (PlayerStyle model : players.models()) {
        measurements
            .difference(model, reference, Metric.DIFFERENCE_AT_TOKENS, budget)
            .ifPresent(estimate -> parts.add(model.label() + " " + Formats.points(estimate)));
      }
      if (!parts.isEmpty()) {
        texts.add(
            String.format(
                Locale.ROOT,
                "Against %s at %s tokens, on the same problems: %s.",
                reference.label(),
                Formats.whole(budget),
                Formats.list(parts)));
      }
    }
    return texts;
  }

  private List<String> passAt() {
    double[] ks =
        players.models().stream()
            .flatMap(model -> measurements.of(model, Metric.PASS_AT_K).stream())
            .mapToDouble(Measurement::at)
            .toArray();
    List<String> texts = new ArrayList<>();
    DoubleStream.of(DoubleStream.of(ks).min().orElse(1), DoubleStream.of(ks).max().orElse(1))
        .distinct()
        .forEach(k -> passAt(k).ifPresent(texts::add));
    return texts;
  }

  private Optional<String> passAt(double k) {
    List<String> parts = new ArrayList<>();
    for (PlayerStyle style : players.styles()) {
      measurements
          .at(style, Metric.PASS_AT_K, k)
          .filter(estimate -> style.role() == Role.MODEL || draws(style))
          .ifPresent(estimate -> parts.add(style.label() + " " + Formats.share(estimate)));
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            (k == 1
                    ? "One completion alone is correct (pass@1): "
                    : String.format(
                        Locale.ROOT,
                        "One of %s completions is correct (pass@%1$s): ",
                        Formats.whole(k)))
                + Formats.list(parts)
                + ".");
  }

  /** Whether a player has more than one completion of a problem. */
  private boolean draws(PlayerStyle style) {
    return measurements.of(style, Metric.PASS_AT_K).size() > 1;
  }

  private Optional<Estimate> accuracy(PlayerStyle style, double budget) {
    return measurements.at(style, Metric.ACCURACY_AT_TOKENS, budget);
  }

  private static Standing standing(PlayerStyle style, Estimate estimate) {
    return new Standing(
        style, estimate.value(), estimate.low(), estimate.high(), Formats.share(estimate));
  }

  /**
   * A sentence that says what was found.
   *
   * @param weight how prominent it is
   * @param text plain text
   */
  public record Finding(Weight weight, String text) {
    /** How prominent a finding is. */
    public enum Weight {
      /** The answer in one sentence. */
      HEADLINE,
      /** A result behind it. */
      RESULT,
      /** What the results do not tell. */
      LIMIT
    }
  }

  /**
   * A player's accuracy at the budget of the headline.
   *
   * @param style of the player
   * @param value share of the problems solved
   * @param low lower end of its interval
   * @param high upper end of its interval
   * @param text the three as a sentence has them
   */
  public record Standing(PlayerStyle style, double value, double low, double high, String text) {}
}
