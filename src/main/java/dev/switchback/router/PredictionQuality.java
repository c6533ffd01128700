package dev.switchback.router;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.Interval;
import dev.switchback.metric.statistics.PoissonWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How good predicted probabilities are, for outcomes that are probabilities themselves: a problem
 * that a player solves within a budget with probability p counts as solved with weight p and as not
 * solved with weight 1 - p. Intervals are those of the bootstrap over problems.
 *
 * <p>Arrays are [budget][problem]. A figure of several budgets is the mean of theirs, so that it
 * says nothing of how well small budgets are told from large ones.
 */
public final class PredictionQuality {
  /** Predictions are taken as no nearer to 0 and 1 than this. */
  private static final double NEAREST = 1e-6;

  private final double[][] predicted;
  private final double[][] solved;
  private final Bootstrap bootstrap;
  private final byte[][] weights;

  /** Mean prediction of a bin and the solved share in it. */
  public record Bin(double predicted, Estimate solved) {}

  /**
   * Takes predictions and what came true.
   *
   * @throws IllegalArgumentException if there is no problem, or the arrays differ in size
   */
  public PredictionQuality(double[][] predicted, double[][] solved, Bootstrap bootstrap) {
    if (solved.length == 0 || solved[0].length == 0 || !sizes(predicted).equals(sizes(solved))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Cannot weigh predictions: %s predicted, %s known, expected as many, at least one",
              sizes(predicted),
              sizes(solved)));
    }
    this.predicted = predicted;
    this.solved = solved;
    this.bootstrap = bootstrap;
    this.weights = weights();
  }

  /**
   * Area under the receiver operating curve: the probability that of two problems, one solved and
   * one not, the solved one is predicted higher; ties count half. Budgets at which all or none is
   * solved are left out; empty if none is left.
   */
  public Optional<Estimate> areaUnderCurve() {
    return area(IntStream.range(0, solved.length).filter(this::varies).toArray());
  }

  /** The same at one budget. */
  public Optional<Estimate> areaUnderCurve(int budget) {
    return area(varies(budget) ? new int[] {budget} : new int[0]);
  }

  /** Mean negative log-likelihood, in nats. */
  public Estimate logLoss() {
    return mean(PredictionQuality::logLoss, budget -> true);
  }

  /** The same at one budget. */
  public Estimate logLoss(int budget) {
    return mean(PredictionQuality::logLoss, each -> each == budget);
  }

  /** Mean squared error. */
  public Estimate brier() {
    return mean(PredictionQuality::squaredError, budget -> true);
  }

  /** The same at one budget. */
  public Estimate brier(int budget) {
    return mean(PredictionQuality::squaredError, each -> each == budget);
  }

  /** The solved share of predictions in bins of equal size, by ascending prediction. */
  public List<Bin> calibration(int bins) {
    int problems = solved[0].length;
    int[] order = ascending(flat(predicted));
    List<Bin> all = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int from = (int) ((long) order.length * bin / bins);
      int to = (int) ((long) order.length * (bin + 1) / bins);
      if (to > from) {
        all.add(bin(Arrays.copyOfRange(order, from, to), problems));
      }
    }
    return all;
  }

  private interface Loss {
    double of(double predicted, double solved);
  }

  private static double logLoss(double predicted, double solved) {
    double kept = Math.max(NEAREST, Math.min(1 - NEAREST, predicted));
    return -(solved * Math.log(kept) + (1 - solved) * Math.log(1 - kept));
  }

  private static double squaredError(double predicted, double solved) {
    return solved * (1 - predicted) * (1 - predicted) + (1 - solved) * predicted * predicted;
  }

  private Estimate mean(Loss loss, IntPredicate budgets) {
    int[] kept = IntStream.range(0, solved.length).filter(budgets).toArray();
    double[] values = new double[solved[0].length];
    for (int budget : kept) {
      for (int i = 0; i < values.length; i++) {
        values[i] += loss.of(predicted[budget][i], solved[budget][i]) / kept.length;
      }
    }
    return bootstrap.mean(values);
  }

  private Optional<Estimate> area(int[] budgets) {
    if (budgets.length == 0) {
      return Optional.empty();
    }
    double value = 0;
    double[] resampled = new double[bootstrap.draws()];
    for (int budget : budgets) {
      Area area = new Area(solved[budget], ascending(predicted[budget]), predicted[budget]);
      double own = area.of(problem -> 1);
      value += own / budgets.length;
      for (int draw = 0; draw < resampled.length; draw++) {
        int drawn = draw;
        double again = area.of(problem -> weights[problem][drawn]);
        resampled[draw] += (Double.isNaN(again) ? own : again) / budgets.length;
      }
    }
    return Optional.of(
        Interval.percentile(value, resampled, bootstrap.confidence(), solved[0].length));
  }

  private Bin bin(int[] places, int problems) {
    double[] sums = new double[bootstrap.draws()];
    double[] counts = new double[sums.length];
    double predictedSum = 0;
    double solvedSum = 0;
    for (int place : places) {
      double won = solved[place / problems][place % problems];
      predictedSum += predicted[place / problems][place % problems];
      solvedSum += won;
      byte[] drawn = weights[place % problems];
      for (int draw = 0; draw < sums.length; draw++) {
        sums[draw] += drawn[draw] * won;
        counts[draw] += drawn[draw];
      }
    }
    int different = (int) Arrays.stream(places).map(place -> place % problems).distinct().count();
    double value = solvedSum / places.length;
    Estimate share =
        Interval.percentile(
            value, Bootstrap.ratios(value, sums, counts), bootstrap.confidence(), different);
    return new Bin(predictedSum / places.length, bootstrap.bounded(share));
  }

  private boolean varies(int budget) {
    double sum = Arrays.stream(solved[budget]).sum();
    return sum > 0 && sum < solved[budget].length;
  }

  private byte[][] weights() {
    byte[][] all = new byte[solved[0].length][bootstrap.draws()];
    double[] drawn = new double[bootstrap.draws()];
    for (int i = 0; i < all.length; i++) {
      PoissonWeights.draw(bootstrap.seed(), i, drawn);
      for (int draw = 0; draw < drawn.length; draw++) {
        all[i][draw] = (byte) drawn[draw];
      }
    }
    return all;
  }

  private static double[] flat(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[a], values[b]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static List<Integer> sizes(double[][] values) {
    return Arrays.stream(values).map(row -> row.length).toList();
  }

  /** The area for problems that count so often each; pairs of a problem with itself do not. */
  private record Area(double[] solved, int[] order, double[] predicted) {
    interface Weight {
      double of(int problem);
    }

    double of(Weight weight) {
      double won = 0;
      double lostBelow = 0;
      double wonBelow = 0;
      double itself = 0;
      for (int i = 0; i < order.length; ) {
        double tiedWon = 0;
        double tiedLost = 0;
        double level = predicted[order[i]];
        for (; i < order.length && predicted[order[i]] == level; i++) {
          double times = weight.of(order[i]);
          double share = solved[order[i]];
          tiedWon += times * share;
          tiedLost += times * (1 - share);
          itself += times * times * share * (1 - share);
        }
        won += tiedWon * (lostBelow + tiedLost / 2);
        lostBelow += tiedLost;
        wonBelow += tiedWon;
      }
      double pairs = wonBelow * lostBelow - itself;
      return pairs <= 0 ? Double.NaN : (won - itself / 2) / pairs;
    }
  }
}
