package dev.switchback.metric.evaluation;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.estimate.AccuracyAtBudget;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.Figure.Quantity;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.ResampledSums;
import dev.switchback.metric.statistics.TrainingSpread;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of figures, with the sums that they need: what one pass over the problems adds up. Where a
 * player was trained several times, a sum is over its trainings as well (of two players, over every
 * training of the one with every training of the other), and kept for each by itself beside.
 */
final class FigureSums {
  /**
   * Where a figure's sums are.
   *
   * @param trained whose it is
   */
  private record Place(
      int value, int weight, int problems, int completions, int censored, Trained trained) {}

  /** One or two players, and how often each was trained. */
  private record Trained(List<Player> players, int first, int second) {
    int choices() {
      return first * second;
    }
  }

  private final List<Figure> figures;
  private final List<Place> places = new ArrayList<>();
  private final Map<List<Player>, Trained> trained = new IdentityHashMap<>();
  private final Map<Quantity, Integer> weights = new IdentityHashMap<>();
  private final Map<Quantity, Integer> counts = new IdentityHashMap<>();
  private final List<Double> units = new ArrayList<>();

  FigureSums(EvaluationPlan plan, List<Figure> figures) {
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
              count(figure.censored()),
              trained.computeIfAbsent(
                  figure.scope().players(), players -> trained(plan, players))));
    }
  }

  /**
   * Sums over problems; those of other problems merge into them.
   *
   * @param all over all trainings
   * @param values by figure and choice of trainings; empty where there is no choice
   * @param weights likewise
   */
  record Sums(ResampledSums all, double[][] values, double[][] weights) implements Serializable {
    void merge(Sums other) {
      all.merge(other.all);
      add(values, other.values);
      add(weights, other.weights);
    }

    void close() {
      all.addWaiting();
    }

    private static void add(double[][] sums, double[][] others) {
      for (int figure = 0; figure < sums.length; figure++) {
        for (int choice = 0; choice < sums[figure].length; choice++) {
          sums[figure][choice] += others[figure][choice];
        }
      }
    }
  }

  /** Sums of no problem yet. */
  Sums sums(Bootstrap bootstrap) {
    double[] all = units.stream().mapToDouble(Double::doubleValue).toArray();
    return new Sums(new ResampledSums(all, counts.size(), bootstrap), ofTrainings(), ofTrainings());
  }

  private double[][] ofTrainings() {
    return places.stream()
        .map(place -> place.trained.choices())
        .map(choices -> new double[choices > 1 ? choices : 0])
        .toArray(double[][]::new);
  }

  /** Adds a problem to the sums. */
  void add(ProblemResults results, Sums sums) {
    double[] toResample = new double[units.size()];
    double[] toAdd = new double[counts.size()];
    Map<Trained, List<ProblemResults>> choices = new IdentityHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      Place place = places.get(i);
      List<ProblemResults> chosen =
          choices.computeIfAbsent(place.trained, players -> choices(results, players));
      toResample[place.value] = 0;
      toResample[place.weight] = 0;
      toAdd[place.problems] = 0;
      toAdd[place.completions] = 0;
      toAdd[place.censored] = 0;
      for (int choice = 0; choice < chosen.size(); choice++) {
        add(i, choice, chosen.get(choice), toResample, toAdd, sums);
      }
    }
    sums.all.add(results.problem(), toResample, toAdd);
  }

  /** Adds a choice of trainings to a figure's sums. */
  private void add(
      int number,
      int choice,
      ProblemResults results,
      double[] toResample,
      double[] toAdd,
      Sums sums) {
    Figure figure = figures.get(number);
    if (!figure.scope().has(results)) {
      return;
    }
    Place place = places.get(number);
    double value = figure.scale().rounded(figure.value().of(results));
    double weight = Figure.Scale.COUNT.rounded(figure.weight().of(results));
    toResample[place.value] += value;
    toResample[place.weight] += weight;
    toAdd[place.problems] += 1;
    toAdd[place.completions] += figure.scope().completions().of(results);
    toAdd[place.censored] += figure.censored().of(results);
    if (place.trained.choices() > 1) {
      sums.values[number][choice] += value;
      sums.weights[number][choice] += weight;
    }
  }

  /** The results by choice of trainings; none where a player has no completions. */
  private static List<ProblemResults> choices(ProblemResults results, Trained trained) {
    if (!trained.players.stream().allMatch(results::has)) {
      return List.of();
    }
    return trained.choices() == 1 ? List.of(results) : results.choices(trained.players);
  }

  List<Figure> all() {
    return figures;
  }

  /** How many problems a figure is about; on average over trainings. */
  int problems(int figure, Sums sums) {
    Place place = places.get(figure);
    return (int) Math.round(sums.all.plain(place.problems) / place.trained.choices());
  }

  /**
   * The number of a figure's problems on which its sum is made up of ones, where players have one
   * training.
   */
  long count(int figure, Sums sums) {
    return Math.round(sums.all.sum(places.get(figure).value));
  }

  /**
   * The figure and what it becomes in each resample, empty if it is about nothing, be it for one
   * training only.
   */
  Optional<Resampled> resampled(int figure, Sums sums) {
    Place place = places.get(figure);
    double weight = sums.all.sum(place.weight);
    if (weight == 0 || Arrays.stream(sums.weights[figure]).anyMatch(each -> each == 0)) {
      return Optional.empty();
    }
    double value = sums.all.sum(place.value) / weight;
    double[] ratios =
        Bootstrap.ratios(value, sums.all.resampled(place.value), sums.all.resampled(place.weight));
    return Optional.of(
        new Resampled(value, ratios, problems(figure, sums), spread(figure, value, sums)));
  }

  private TrainingSpread spread(int figure, double value, Sums sums) {
    Trained players = places.get(figure).trained;
    double[][] values = new double[players.first][players.second];
    for (int i = 0; i < players.first; i++) {
      for (int j = 0; j < players.second; j++) {
        int choice = i * players.second + j;
        values[i][j] =
            players.choices() == 1
                ? value
                : sums.values[figure][choice] / sums.weights[figure][choice];
      }
    }
    return new TrainingSpread(values);
  }

  /** The figure as it stands in tables, empty if it is about nothing or too much is censored. */
  Optional<Measurement> measurement(int number, Sums sums, Bootstrap bootstrap) {
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
                  completions(number, sums),
                  censored);
            });
  }

  /** Completions that a figure rests on. */
  long completions(int figure, Sums sums) {
    return Math.round(sums.all.plain(places.get(figure).completions));
  }

  /** Share of a figure's problems that are censored. */
  double censored(int figure, Sums sums) {
    Place place = places.get(figure);
    double problems = sums.all.plain(place.problems);
    return problems == 0 ? 0 : sums.all.plain(place.censored) / problems;
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

  private static Trained trained(EvaluationPlan plan, List<Player> players) {
    int[] trainings =
        players.stream()
            .mapToInt(
                player ->
                    plan.evaluatedPlayers().stream()
                        .filter(evaluated -> evaluated.player().equals(player))
                        .mapToInt(EvaluatedPlayer::trainings)
                        .findFirst()
                        .orElseThrow())
            .toArray();
    return new Trained(players, trainings[0], trainings.length == 1 ? 1 : trainings[1]);
  }
}
