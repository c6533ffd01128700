package dev.switchback.metric;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list of figures, with the sums that they need: what one pass over the problems adds up. */
final class Figures {
  /** Where a figure's sums are. */
  private record Place(int value, int weight, int problems, int completions, int undecided) {}

  private final List<Figure> figures;
  private final List<Place> places = new ArrayList<>();
  private final Map<Quantity, Integer> weights = new IdentityHashMap<>();
  private final Map<Quantity, Integer> counts = new IdentityHashMap<>();
  private final List<Double> units = new ArrayList<>();

  Figures(List<Figure> figures) {
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
              count(figure.undecided())));
    }
  }

  /** Sums of no problem yet. */
  Tallies tallies(Bootstrap bootstrap) {
    double[] all = units.stream().mapToDouble(Double::doubleValue).toArray();
    return new Tallies(all, counts.size(), bootstrap);
  }

  /** Adds a problem to the sums. */
  void add(Contest contest, Tallies tallies) {
    double[] toResample = new double[units.size()];
    double[] toAdd = new double[counts.size()];
    for (int i = 0; i < places.size(); i++) {
      Figure figure = figures.get(i);
      if (figure.scope().has(contest)) {
        Place place = places.get(i);
        toResample[place.value] = figure.value().of(contest);
        toResample[place.weight] = figure.weight().of(contest);
        toAdd[place.problems] = 1;
        toAdd[place.completions] = figure.scope().completions().of(contest);
        toAdd[place.undecided] = figure.undecided().of(contest);
      }
    }
    tallies.add(contest.problem(), toResample, toAdd);
  }

  List<Figure> all() {
    return figures;
  }

  /** How many problems a figure is about. */
  int problems(int figure, Tallies tallies) {
    return (int) tallies.plain(places.get(figure).problems);
  }

  /** The number of a figure's problems on which its sum is made up of ones. */
  long count(int figure, Tallies tallies) {
    return Math.round(tallies.sum(places.get(figure).value));
  }

  /** The figure and what it becomes in each resample, empty if it is about nothing. */
  Optional<Resampled> resampled(int figure, Tallies tallies) {
    Place place = places.get(figure);
    double weight = tallies.sum(place.weight);
    if (weight == 0) {
      return Optional.empty();
    }
    double value = tallies.sum(place.value) / weight;
    double[] ratios =
        Bootstrap.ratios(value, tallies.resampled(place.value), tallies.resampled(place.weight));
    return Optional.of(new Resampled(value, ratios, problems(figure, tallies)));
  }

  /** The figure as it stands in tables, empty if it is about nothing or too much is undecided. */
  Optional<Measurement> measurement(int number, Tallies tallies, Bootstrap bootstrap) {
    Figure figure = figures.get(number);
    double undecided = undecided(number, tallies);
    if (undecided > SolvedWithin.UNDECIDED_LIMIT) {
      return Optional.empty();
    }
    return resampled(number, tallies)
        .map(
            resampled -> {
              return measurement(
                  figure.name(),
                  resampled.estimate(figure.scale(), bootstrap),
                  (long) tallies.plain(places.get(number).completions),
                  undecided);
            });
  }

  /** Completions that a figure rests on. */
  long completions(int figure, Tallies tallies) {
    return (long) tallies.plain(places.get(figure).completions);
  }

  /** Share of a figure's problems that are undecided. */
  double undecided(int figure, Tallies tallies) {
    return tallies.plain(places.get(figure).undecided) / Math.max(1, problems(figure, tallies));
  }

  private static Measurement measurement(
      Figure.Name name, Estimate estimate, long completions, double undecided) {
    return new Measurement(
        name.player().name(),
        name.metric(),
        name.detail(),
        name.at(),
        name.stratum(),
        estimate,
        completions,
        undecided);
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
