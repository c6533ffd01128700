package dev.switchback.bench;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.evaluation.Evaluation;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.Tally;
import dev.switchback.metric.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Checks the statistics of an evaluation by simulation: in copies of {@link StatisticsWorld}, how
 * often does the interval of a figure contain the truth, how far are figures off on average, how
 * often does a test reject what is true?
 *
 * <p>Truths are formulas where there are some; else the figure of one copy with 200 times the
 * problems.
 */
public final class StatisticsBench {
  private static final int POPULATION = 200;
  private static final List<Integer> BUDGETS = List.of(40, 80, 160, 320);
  private static final List<Integer> PASS_AT = List.of(1, 4, 16);
  private static final double CONFIDENCE = 0.95;

  private final int problems;
  private final int copies;
  private final int draws;
  private final Map<Key, Double> truths = new LinkedHashMap<>();
  private final Map<Key, Coverage> coverages = new HashMap<>();

  /** A figure that is followed through all copies. */
  record Key(String player, Metric metric, String other, double at) {}

  /** What became of a figure in all copies. */
  private static final class Coverage {
    private int copies;
    private int covered;
    private int rejected;
    private double sum;
    private double squares;
  }

  /**
   * A line of the result.
   *
   * @param truth of the figure; NaN for a p value
   * @param bias mean deviation from the truth, in standard errors of one copy
   * @param rate how often the interval contains the truth; for a p value, how often it is 0.05 or
   *     less
   */
  public record Line(
      String player,
      Metric metric,
      String other,
      double at,
      double truth,
      double bias,
      double rate) {}

  /**
   * @param problems in each copy
   * @param draws bootstrap resamples behind each interval
   */
  public StatisticsBench(int problems, int copies, int draws) {
    this.problems = problems;
    this.copies = copies;
    this.draws = draws;
  }

  /** Runs the simulation and returns a line for each figure. */
  public List<Line> run() {
    follow();
    for (int copy = 1; copy <= copies; copy++) {
      Bootstrap bootstrap = new Bootstrap(draws, CONFIDENCE, copy);
      for (Measurement measurement : measure(copy, problems, bootstrap)) {
        Key key = key(measurement);
        if (truths.containsKey(key)) {
          note(
              coverages.computeIfAbsent(key, unused -> new Coverage()),
              truths.get(key),
              measurement);
        }
      }
    }
    List<Line> lines = new ArrayList<>();
    truths.forEach((key, truth) -> lines.add(line(key, truth, coverages.get(key))));
    return lines;
  }

  /** Prints the lines as a table in Markdown. */
  public void print(Consumer<String> out) {
    out.accept(
        "| figure | truth | mean deviation / standard error | interval contains the truth |");
    out.accept("|---|--:|--:|--:|");
    List<Line> lines = run();
    for (Line line : lines) {
      if (!Double.isNaN(line.truth)) {
        out.accept(
            String.format(
                Locale.ROOT,
                "| %s | %.4g | %+.3f | %.1f%% |",
                name(line),
                line.truth,
                line.bias,
                100 * line.rate));
      }
    }
    out.accept("");
    out.accept("| test of what is true | p <= 0.05 |");
    out.accept("|---|--:|");
    for (Line line : lines) {
      if (Double.isNaN(line.truth)) {
        out.accept(String.format(Locale.ROOT, "| %s | %.1f%% |", name(line), 100 * line.rate));
      }
    }
  }

  private static String name(Line line) {
    String other = line.other.isEmpty() ? "" : " to " + line.other;
    String at = line.at == 0 ? "" : String.format(Locale.ROOT, " at %.0f", line.at);
    return line.metric.key() + at + ", " + line.player + other;
  }

  private void follow() {
    String sampler = StatisticsWorld.SAMPLER.name();
    String searcher = StatisticsWorld.SEARCHER.name();
    for (int k : PASS_AT) {
      truths.put(new Key(sampler, Metric.PASS_AT_K, "", k), StatisticsWorld.passAt(k));
    }
    for (int budget : BUDGETS) {
      double first = StatisticsWorld.samplerWithin(budget);
      double second = StatisticsWorld.searcherWithin(budget);
      truths.put(new Key(sampler, Metric.ACCURACY_AT_TOKENS, "", budget), first);
      truths.put(new Key(searcher, Metric.ACCURACY_AT_TOKENS, "", budget), second);
      truths.put(new Key(sampler, Metric.DIFFERENCE_AT_TOKENS, searcher, budget), first - second);
    }
    for (Measurement measurement :
        measure(0, POPULATION * problems, new Bootstrap(2, CONFIDENCE, 0))) {
      if (isFollowed(measurement)) {
        truths.put(key(measurement), measurement.estimate().value());
      }
    }
    follow(Metric.MCNEMAR_AT_TOKENS, sampler, StatisticsWorld.TWIN.name(), 160);
    follow(Metric.MISTAKES_SIGN_TEST, sampler, StatisticsWorld.TWIN.name(), 0);
    follow(Metric.MISTAKES_WILCOXON, sampler, StatisticsWorld.TWIN.name(), 0);
    follow(Metric.MISTAKES_CORRELATION_TEST, sampler, StatisticsWorld.STRANGER.name(), 0);
    follow(Metric.JACCARD_TEST, sampler, StatisticsWorld.STRANGER.name(), 1);
  }

  private void follow(Metric test, String player, String other, double at) {
    truths.put(new Key(player, test, other, at), Double.NaN);
  }

  /** Figures for which there is no formula. */
  private static boolean isFollowed(Measurement measurement) {
    boolean own = measurement.detail().isEmpty();
    String player = measurement.player();
    boolean pair =
        player.equals(StatisticsWorld.SAMPLER.name())
            && measurement.detail().equals(StatisticsWorld.SEARCHER.name());
    return switch (measurement.metric()) {
      case MAJORITY_AT_K,
          MAJORITY_GAIN_AT_K,
          LIKELIEST_OF_K,
          DISTINCT_SOLUTIONS_AT_K,
          PASS_PER_DOUBLING ->
          player.equals(StatisticsWorld.SAMPLER.name()) && measurement.at() > 1;
      case MISTAKES, TOKENS_PER_NODE, MEAN_TOKENS ->
          own && player.equals(StatisticsWorld.SEARCHER.name());
      case AREA_AT_TOKENS,
          CROSSOVER_AT_TOKENS,
          DIFFERENCE_IN_MISTAKES,
          MORE_MISTAKES,
          MISTAKES_CORRELATION ->
          pair;
      case JACCARD_OF_MISTAKES -> pair && measurement.at() < 10;
      case ONLY_THIS_AT_TOKENS -> pair && measurement.at() == 160;
      default -> false;
    };
  }

  private static List<Measurement> measure(long copy, int problems, Bootstrap bootstrap) {
    EvaluationPlan plan =
        EvaluationPlan.of(
            StatisticsWorld.evaluatedPlayers(), BUDGETS, PASS_AT, List.of(), bootstrap);
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    for (int i = 0; i < problems; i++) {
      evaluation.add(StatisticsWorld.results(copy, i, plan), tally);
    }
    return evaluation.measure(evaluation.close(tally));
  }

  private static void note(Coverage coverage, double truth, Measurement measurement) {
    Estimate estimate = measurement.estimate();
    coverage.copies++;
    coverage.covered += estimate.low() <= truth + 1e-9 && truth - 1e-9 <= estimate.high() ? 1 : 0;
    coverage.rejected += estimate.value() <= 0.05 ? 1 : 0;
    coverage.sum += estimate.value();
    coverage.squares += estimate.value() * estimate.value();
  }

  private static Line line(Key key, double truth, Coverage coverage) {
    double mean = coverage.sum / coverage.copies;
    double variance = coverage.squares / coverage.copies - mean * mean;
    boolean test = Double.isNaN(truth);
    return new Line(
        key.player,
        key.metric,
        key.other,
        key.at,
        truth,
        test ? Double.NaN : (mean - truth) / Math.sqrt(variance),
        (double) (test ? coverage.rejected : coverage.covered) / coverage.copies);
  }

  private static Key key(Measurement measurement) {
    return new Key(
        measurement.player(), measurement.metric(), measurement.detail(), measurement.at());
  }
}
