package dev.switchback.report;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer in one sentence, at one budget of generated tokens that all models reach. */
final class Headline {
  private final Cast cast;
  private final List<Look> compared;
  private final Measurements measurements;
  private final double budget;

  /**
   * @param compared the one or two models that it is about
   */
  Headline(Cast cast, List<Look> compared, Measurements measurements, double budget) {
    this.cast = cast;
    this.compared = List.copyOf(compared);
    this.measurements = measurements;
    this.budget = budget;
  }

  String text() {
    String at = "With " + Wording.whole(budget) + " generated tokens per problem, ";
    Look first = compared.get(0);
    String answer =
        compared.size() < 2
            ? first.label() + " solves " + percent(first) + " of the problems."
            : comparison(first, compared.get(1));
    return at + answer + warning();
  }

  private String comparison(Look first, Look second) {
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
    Look winner = firstLeads ? first : second;
    Look loser = firstLeads ? second : first;
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
    return cast.randomPlay().map(this::warning).orElse("");
  }

  private String warning(Look chance) {
    List<String> models =
        cast.models().stream()
            .filter(model -> difference(model, chance).filter(d -> d.low() <= 0).isPresent())
            .map(Look::label)
            .toList();
    return models.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " No better than %s (%s): %s.",
            chance.label(),
            percent(chance),
            Wording.list(models));
  }

  private Optional<Estimate> difference(Look first, Look second) {
    return measurements.difference(first, second, Metric.DIFFERENCE_AT_TOKENS, budget);
  }

  private String percent(Look look) {
    return measurements
        .at(look, Metric.ACCURACY_AT_TOKENS, budget)
        .map(estimate -> Wording.percentWithDigit(estimate.value()))
        .orElse("not measured");
  }
}
