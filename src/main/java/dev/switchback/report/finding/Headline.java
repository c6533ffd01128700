package dev.switchback.report.finding;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import dev.switchback.report.data.Formats;
import dev.switchback.report.data.Measurements;
import dev.switchback.report.data.PlayerStyle;
import dev.switchback.report.data.ReportPlayers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer in one sentence, at one budget of generated tokens that all models reach. */
final class Headline {
  private final ReportPlayers players;
  private final List<PlayerStyle> compared;
  private final Measurements measurements;
  private final double budget;

  /**
   * @param compared the one or two models that it is about
   */
  Headline(
      ReportPlayers players, List<PlayerStyle> compared, Measurements measurements, double budget) {
    this.players = players;
    this.compared = List.copyOf(compared);
    this.measurements = measurements;
    this.budget = budget;
  }

  String text() {
    String at = "With " + Formats.whole(budget) + " generated tokens per problem, ";
    PlayerStyle first = compared.get(0);
    String answer =
        compared.size() < 2
            ? first.label() + " solves " + percent(first) + " of the problems."
            : comparison(first, compared.get(1));
    return at + answer + warning();
  }

  private String comparison(PlayerStyle first, PlayerStyle second) {
    Optional<Estimate> difference = difference(first, second);
    if (difference.isEmpty()) {
      return String.format(
          Locale.ROOT,
          "%s solves %s and %s %s, of different problems: the two are not compared.",
          first.label(),
          percent(first),
          second.label(),
          percent(second));
    }
    if (!difference.get().excludesZero()) {
      return String.format(
          Locale.ROOT,
          "%s (%s solved) and %s (%s) cannot be told apart.",
          first.label(),
          percent(first),
          second.label(),
          percent(second));
    }
    boolean firstLeads = difference.get().value() > 0;
    PlayerStyle winner = firstLeads ? first : second;
    PlayerStyle loser = firstLeads ? second : first;
    return String.format(
        Locale.ROOT,
        "%s solves %s of the problems and %s %s.",
        winner.label(),
        percent(winner),
        loser.label(),
        percent(loser));
  }

  /** Names the models that are not above random play. */
  private String warning() {
    return players.randomPlay().map(this::warning).orElse("");
  }

  private String warning(PlayerStyle chance) {
    List<String> models =
        players.models().stream()
            .filter(model -> difference(model, chance).filter(d -> d.low() <= 0).isPresent())
            .map(PlayerStyle::label)
            .toList();
    return models.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " No better than %s (%s): %s.",
            chance.label(),
            percent(chance),
            Formats.list(models));
  }

  private Optional<Estimate> difference(PlayerStyle first, PlayerStyle second) {
    return measurements.difference(first, second, Metric.DIFFERENCE_AT_TOKENS, budget);
  }

  private String percent(PlayerStyle style) {
    return measurements
        .at(style, Metric.ACCURACY_AT_TOKENS, budget)
        .map(estimate -> Formats.percentWithDigit(estimate.value()))
        .orElse("not measured");
  }
}
