package dev.switchback.metric.evaluation;

import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.evaluation.EvaluationPlan.Comparison;
import dev.switchback.metric.statistics.Overlap;
import dev.switchback.metric.statistics.RankCorrelation;
import dev.switchback.metric.statistics.SignTest;
import dev.switchback.metric.statistics.SignedRanks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/** Compares the mistakes of two players, from how many problems have which mistakes of both. */
final class MistakeComparison {
  private final Comparison pair;
  private final List<DistributionCount> counts;
  private final double confidence;

  /**
   * @param counts of the mistakes of the two
   */
  MistakeComparison(Comparison pair, List<DistributionCount> counts, double confidence) {
    this.pair = pair;
    this.counts = List.copyOf(counts);
    this.confidence = confidence;
  }

  List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    int solved = (int) problems(x -> x >= 0, y -> y >= 0);
    if (solved > 0) {
      tests(solved, all);
      correlation(all);
    }
    Bin.ALL.forEach(bin -> overlap(bin, all));
    return all;
  }

  private void tests(int solved, List<Measurement> all) {
    Map<Double, Long> differences = new HashMap<>();
    for (DistributionCount count : counts) {
      if (bothSolved(count)) {
        differences.merge(count.x() - count.y(), count.count(), Long::sum);
      }
    }
    SignedRanks ranks = SignedRanks.of(differences);
    all.add(probability(Metric.MISTAKES_SIGN_TEST, 0, signTest(differences), solved));
    all.add(probability(Metric.MISTAKES_WILCOXON, 0, ranks.pValue(), solved));
    all.add(probability(Metric.MISTAKES_EFFECT, 0, ranks.effect(), solved));
  }

  private static double signTest(Map<Double, Long> differences) {
    long[] sides = new long[2];
    differences.forEach(
        (difference, count) -> {
          sides[0] += difference > 0 ? count : 0;
          sides[1] += difference < 0 ? count : 0;
        });
    return new SignTest(sides[0], sides[1]).pValue();
  }

  private void correlation(List<Measurement> all) {
    NavigableMap<RankCorrelation.XAndY, Long> both = new TreeMap<>();
    for (DistributionCount count : counts) {
      if (bothSolved(count)) {
        both.merge(new RankCorrelation.XAndY(count.x(), count.y()), count.count(), Long::sum);
      }
    }
    RankCorrelation correlation = RankCorrelation.of(both);
    if (correlation.isMeasured()) {
      all.add(measurement(Metric.MISTAKES_CORRELATION, 0, correlation.estimate(confidence)));
      all.add(
          probability(
              Metric.MISTAKES_CORRELATION_TEST,
              0,
              correlation.pValue(),
              (int) correlation.pairs()));
    }
  }

  /** What the Jaccard index of a bin would be by chance, between the quantiles of chance. */
  private void overlap(Bin bin, List<Measurement> all) {
    int problems = (int) problems(x -> true, y -> true);
    int first = (int) problems(x -> x >= 0 && bin.has(x), y -> true);
    int second = (int) problems(x -> true, y -> y >= 0 && bin.has(y));
    int common = (int) problems(x -> x >= 0 && bin.has(x), y -> y >= 0 && bin.has(y));
    if (first + second == 0) {
      return;
    }
    Overlap overlap = new Overlap(problems, first, second);
    Estimate byChance =
        new Estimate(
            overlap.jaccard(),
            overlap.jaccardAt((1 - confidence) / 2),
            overlap.jaccardAt((1 + confidence) / 2),
            problems);
    all.add(measurement(Metric.JACCARD_BY_CHANCE, bin.from(), byChance));
    all.add(probability(Metric.JACCARD_TEST, bin.from(), overlap.pValue(common), problems));
  }

  private static boolean bothSolved(DistributionCount count) {
    return count.x() >= 0 && count.y() >= 0;
  }

  private long problems(DoublePredicate first, DoublePredicate second) {
    return counts.stream()
        .filter(count -> first.test(count.x()) && second.test(count.y()))
        .mapToLong(DistributionCount::count)
        .sum();
  }

  /** A figure without an interval of its own. */
  private Measurement probability(Metric metric, double at, double value, int problems) {
    return measurement(metric, at, new Estimate(value, value, value, problems));
  }

  private Measurement measurement(Metric metric, double at, Estimate estimate) {
    return new Measurement(
        pair.first().player().name(),
        metric,
        pair.second().player().name(),
        at,
        estimate,
        estimate.problems(),
        0);
  }

  /**
   * A range of tries until the first success: mistakes plus one, as the paper counts.
   *
   * @param from the least number
   * @param below the least number that is too large
   */
  record Bin(double from, double below) {
    /** The bins of the paper. */
    static final List<Bin> ALL =
        List.of(
            new Bin(1, 5),
            new Bin(5, 10),
            new Bin(10, 20),
            new Bin(20, 30),
            new Bin(30, 40),
            new Bin(40, 50));

    /** Whether a problem was solved, with so many mistakes. */
    boolean has(OptionalDouble mistakes) {
      return mistakes.isPresent() && has(mistakes.getAsDouble());
    }

    boolean has(double mistakes) {
      return mistakes + 1 >= from && mistakes + 1 < below;
    }
  }
}
