package dev.switchback.metric.evaluation;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.estimate.AccuracyAtBudget;
import dev.switchback.metric.evaluation.Figure.Quantity;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.ResampledSums;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of figures, with the sums that they need: what one pass over the problems adds up. */
final class FigureSums {
  /** Where a figure's sums are. */
  private record Place(int value, int weight, int problems, int completions, int censored) {}

  private final List<Figure> figures;
  private final List<Place> places = new ArrayList<>();
  private final Map<Quantity, Integer> weights = new IdentityHashMap<>();
  private final Map<Quantity, Integer> counts = new IdentityHashMap<>();
  private final List<Double> units = new ArrayList<>();

  FigureSums(List<Figure> figures) {
    this.figures = List.copyOf(figures);
    for (Figure figure : this.figures) {
      units.add(figure.scale().unit());
      int value = units.size() - 1;
      places.add(
          new Place(
              value,
              weight(figure),
              count(figure.scope().problems()),
              count(figure.scope().completions()),
              count(figure.censored())));
    }
  }

  /** Sums of no problem yet. */
  ResampledSums sums(Bootstrap bootstrap) {
    double[] all = units.stream().mapToDouble(Double::doubleValue).toArray();
    return new ResampledSums(all, counts.size(), bootstrap);
  }

  /** Adds a problem to the sums. */
  void add(ProblemResults results, ResampledSums sums) {
    double[] toResample = new double[units.size()];
    double[] toAdd = new double[counts.size()];
    for (int i = 0; i < places.size(); i++) {
      Figure figure = figures.get(i);
      if (figure.scope().has(results)) {
        Place place = places.get(i);
        toResample[place.value] = figure.value().of(results);
        toResample[place.weight] = figure.weight().of(results);
        toAdd[place.problems] = 1;
        toAdd[place.completions] = figure.scope().completions().of(results);
        toAdd[place.censored] = figure.censored().of(results);
      }
    }
    sums.add(results.problem(), toResample, toAdd);
  }

  List<Figure> all() {
    return figures;
  }

  /** How many problems a figure is about. */
  int problems(int figure, ResampledSums sums) {
    return (int) sums.plain(places.get(figure).problems);
  }

  /** The number of a figure's problems on which its sum is made up of ones. */
  long count(int figure, ResampledSums sums) {
    return Math.round(sums.sum(places.get(figure).value));
  }

  /** The figure and what it becomes in each resample, empty if it is about nothing. */
  Optional<Resampled> resampled(int figure, ResampledSums sums) {
    Place place = places.get(figure);
    double weight = sums.sum(place.weight);
    if (weight == 0) {
      return Optional.empty();
    }
    double value = sums.sum(place.value) / weight;
    double[] ratios =
        Bootstrap.ratios(value, sums.resampled(place.value), sums.resampled(place.weight));
    return Optional.of(new Resampled(value, ratios, problems(figure, sums)));
  }

  /** The figure as it stands in tables, empty if it is about nothing or too much is censored. */
  Optional<Measurement> measurement(int number, ResampledSums sums, Bootstrap bootstrap) {
    Figure figure = figures.get(number);
    double censored = censored(number, sums);
    if (censored > AccuracyAtBudget.CENSORED_LIMIT) {
      return Optional.empty();
    }
    return resampled(number, sums)
        .map(
            resampled -> {
              return measurement(
                  figure.name(),
                  resampled.estimate(figure.scale(), bootstrap),
                  (long) sums.plain(places.get(number).completions),
                  censored);
            });
  }

  /** Completions that a figure rests on. */
  long completions(int figure, ResampledSums sums) {
    return (long) sums.plain(places.get(figure).completions);
  }

  /** Share of a figure's problems that are censored. */
  double censored(int figure, ResampledSums sums) {
    return sums.plain(places.get(figure).censored) / Math.max(1, problems(figure, sums));
  }

  private static Measurement measurement(
      Figure.Name name, Estimate estimate, long completions, double censored) {
    return new Measurement(
        name.player().name(),
        name.metric(),
        name.detail(),
        name.at(),
        name.stratum(),
        estimate,
        completions,
        censored);
  }

  private int weight(Figure figure) {
    return weights.computeIfAbsent(
        figure.weight(),
        quantity -> {
          units.add(Figure.Scale.COUNT.unit());
          return units.size() - 1;
        });
  }

  private int count(Quantity quantity) {
    return counts.computeIfAbsent(quantity, unused -> counts.size());
  }
}
