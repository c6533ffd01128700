package dev.switchback.report.data;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measurements of a run, from which charts and sentences take what they need. */
public final class Measurements {
  private static final Comparator<Measurement> BY_BUDGET =
      Comparator.comparingDouble(Measurement::at);

  private final List<Measurement> all;
  private final List<Measurement> byLevel;

  /** Copies the measurements that have a value. */
  public Measurements(List<Measurement> measurements) {
    List<Measurement> known =
        measurements.stream().filter(row -> Double.isFinite(row.estimate().value())).toList();
    all = known.stream().filter(row -> row.stratum().equals(Stratum.ALL)).toList();
    byLevel = known.stream().filter(row -> !row.stratum().equals(Stratum.ALL)).toList();
  }

  /** The figures of a metric for one player on all problems, by ascending k or budget. */
  public List<Measurement> of(PlayerStyle style, Metric metric) {
    return all.stream()
        .filter(row -> row.player().equals(style.player()) && row.metric() == metric)
        .sorted(BY_BUDGET)
        .toList();
  }

  /** The figures of a comparison on all problems, by ascending k or budget. */
  public List<Measurement> of(PlayerStyle style, PlayerStyle other, Metric metric) {
    return of(style, metric).stream().filter(row -> row.detail().equals(other.player())).toList();
  }

  /**
   * The first player's figures minus the second's on all problems, by ascending k or budget,
   * whichever of the two they were measured for.
   *
   * @param metric a difference, whose sign changes when the players change places
   */
  public List<Measurement> differences(PlayerStyle first, PlayerStyle second, Metric metric) {
    List<Measurement> straight = of(first, second, metric);
    return straight.isEmpty()
        ? of(second, first, metric).stream().map(Measurement::turned).toList()
        : straight;
  }

  /**
   * What two players have in common, such as where their curves cross, whichever of the two it was
   * measured for.
   */
  public Optional<Estimate> ofBoth(PlayerStyle first, PlayerStyle second, Metric metric) {
    return Stream.concat(of(first, second, metric).stream(), of(second, first, metric).stream())
        .map(Measurement::estimate)
        .findFirst();
  }

  /** A player's figure at one k or budget. */
  public Optional<Estimate> at(PlayerStyle style, Metric metric, double at) {
    return estimate(of(style, metric), at);
  }

  /** The figure of a comparison at one k or budget. */
  public Optional<Estimate> difference(
      PlayerStyle first, PlayerStyle second, Metric metric, double at) {
    return estimate(of(first, second, metric), at);
  }

  /** The measures of difficulty that any figure is divided by. */
  public List<String> difficulties() {
    return byLevel.stream().map(row -> row.stratum().difficulty()).distinct().sorted().toList();
  }

  /** The largest budget at which every one of the players that are divided at all is. */
  public OptionalDouble budgetOfLevels(List<PlayerStyle> styles, String difficulty) {
    List<Set<Double>> budgets =
        styles.stream()
            .map(style -> budgets(style, difficulty))
            .filter(own -> !own.isEmpty())
            .toList();
    return budgets.stream()
        .flatMap(Set::stream)
        .filter(budget -> budgets.stream().allMatch(own -> own.contains(budget)))
        .mapToDouble(budget -> budget)
        .max();
  }

  /**
   * A player's figures by level of difficulty.
   *
   * @param other the other player of a comparison, otherwise empty
   */
  public List<Measurement> levels(
      PlayerStyle style, String other, Metric metric, String difficulty, double budget) {
    return byLevel.stream()
        .filter(row -> row.stratum().difficulty().equals(difficulty))
        .filter(row -> row.player().equals(style.player()) && row.detail().equals(other))
        .filter(row -> row.metric() == metric && row.at() == budget)
        .sorted(Comparator.comparingInt(row -> row.stratum().level()))
        .toList();
  }

  private Set<Double> budgets(PlayerStyle style, String difficulty) {
    return byLevel.stream()
        .filter(row -> row.stratum().difficulty().equals(difficulty))
        .filter(row -> row.player().equals(style.player()))
        .filter(row -> row.metric() == Metric.ACCURACY_AT_TOKENS)
        .map(Measurement::at)
        .collect(Collectors.toSet());
  }

  private static Optional<Estimate> estimate(List<Measurement> rows, double at) {
    return rows.stream().filter(row -> row.at() == at).map(Measurement::estimate).findFirst();
  }
}
