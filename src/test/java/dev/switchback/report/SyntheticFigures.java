package dev.switchback.report;

import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.Stratum;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** At least one figure of every metric, and distributions of every kind. */
public final class SyntheticFigures {
  private static final int PROBLEMS = 1000;
  private static final List<String> PLAYERS =
      List.of("direct", "backtracking", "think", "random-play", "dfs-sum", "dfs-mult");
  private static final List<String> MODELS = PLAYERS.subList(0, 3);
  private static final List<String> ERRORS =
      List.of("unavailable-number", "wrong-arithmetic", "target-missed", "no-claim");
  private static final Map<String, Double> SKILL =
      Map.of(
          "direct",
          0.62,
          "backtracking",
          0.42,
          "think",
          0.58,
          "random-play",
          0.2,
          "dfs-sum",
          0.8,
          "dfs-mult",
          0.6,
          "router",
          0.7,
          "oracle-router",
          0.8);

  private final List<Measurement> rows = new ArrayList<>();

  private SyntheticFigures() {}

  public static List<Measurement> measurements() {
    SyntheticFigures figures = new SyntheticFigures();
    PLAYERS.forEach(figures::ofPlayer);
    for (int i = 0; i < MODELS.size(); i++) {
      for (int j = i + 1; j < MODELS.size(); j++) {
        figures.ofPair(MODELS.get(i), MODELS.get(j));
      }
    }
    MODELS.forEach(figures::prediction);
    figures.router("router");
    figures.router("oracle-router");
    return figures.rows;
  }

  private void ofPlayer(String player) {
    double skill = SKILL.get(player);
    overBudgets(player, Metric.ACCURACY_AT_TOKENS, 32, tokens -> accuracy(skill, tokens));
    if (MODELS.contains(player)) {
      overBudgets(player, Metric.ACCURACY_AT_FLOPS, 1e9, flops -> accuracy(skill, flops / 3e7));
      overBudgets(
          player, Metric.ACCURACY_AT_FLOPS_PAPER, 5e8, flops -> accuracy(skill, flops / 1.5e7));
    }
    int most = player.equals("direct") || player.equals("random-play") ? 32 : 1;
    for (int k = 1; k <= most; k *= 2) {
      double share = 1 - Math.pow(1 - skill / 4, Math.sqrt(k));
      add(player, Metric.PASS_AT_K, "", k, share);
      add(player, Metric.PASS_AT_K_PAPER, "", k, share * 1.05);
      if (player.equals("backtracking")) {
        add(player, Metric.PASS_AT_K_OF_TRAINING, "1", k, share * 0.97, 0);
        add(player, Metric.PASS_AT_K_OF_TRAINING, "2", k, share * 1.03, 0);
        add(player, Metric.ERROR_BETWEEN_TRAININGS, "", k, share * 0.03, 0);
        add(player, Metric.ERROR_BETWEEN_PROBLEMS, "", k, 0.015, 0);
      }
      if (most > 1) {
        add(player, Metric.MAJORITY_AT_K, "", k, skill / 4 + 0.004 * k / 4);
        if (k > 1) {
          add(player, Metric.MAJORITY_GAIN_AT_K, "", k, 0.004 * k / 4, 0.01);
        }
        add(player, Metric.LIKELIEST_OF_K, "", k, skill / 4 + 0.01 * k / 4);
      }
      add(player, Metric.DISTINCT_SOLUTIONS_AT_K, "", k, share * Math.sqrt(k), 0.1);
      add(player, Metric.DISTINCT_FIRST_MOVES_AT_K, "", k, Math.pow(k, 0.7), 0.2);
    }
    if (most > 1) {
      add(player, Metric.PASS_PER_DOUBLING, "", 0, 0.07, 0.01);
    }
    add(player, Metric.MEAN_TOKENS, "", 0, 2400 * (1 - skill), 60);
    add(player, Metric.TOKENS_PER_NODE, "", 0, 58, 2);
    add(player, Metric.TOKENS_AFTER_SOLUTION, "", 0, 1.2, 0.1);
    add(player, Metric.STOPPED_SHARE, "", 0, 0.93);
    add(player, Metric.MISTAKES, "", 0, 9 * (1 - skill), 0.5);
    for (int i = 0; i < ERRORS.size(); i++) {
      add(player, Metric.ERROR_SHARE, ERRORS.get(i), 0, (1 - skill) / (i + 2), 0.02);
    }
    add(player, Metric.RIGHT_LINES, "", 0, 0.95, 0.01);
    add(player, Metric.FIRST_WRONG_LINE, "order", 0, 0.1);
    add(player, Metric.FIRST_WRONG_LINE, "arithmetic", 0, 0.2);
    byLevel(player, "", Metric.ACCURACY_AT_TOKENS, level -> Math.max(0.3, skill - 0.13 * level));
  }

  private void ofPair(String first, String second) {
    double ahead = SKILL.get(first) - SKILL.get(second);
    overBudgets(
        first,
        second,
        Metric.DIFFERENCE_AT_TOKENS,
        32,
        tokens -> ahead * (Math.log(tokens / 200) / 3));
    overBudgets(first, second, Metric.DIFFERENCE_AT_FLOPS, 1e9, flops -> ahead);
    overBudgets(first, second, Metric.DIFFERENCE_AT_FLOPS_PAPER, 5e8, flops -> ahead * 0.9);
    add(first, Metric.AREA_AT_TOKENS, second, 0, ahead / 2);
    add(first, Metric.AREA_AT_FLOPS, second, 0, ahead);
    add(first, Metric.AREA_AT_FLOPS_PAPER, second, 0, ahead * 0.9);
    add(first, Metric.CROSSOVER_AT_TOKENS, second, 0, 200, 30);
    add(first, Metric.CROSSOVER_AT_FLOPS, second, 0, 6e9, 1e9);
    add(first, Metric.CROSSOVER_AT_FLOPS_PAPER, second, 0, 3e9, 5e8);
    for (int k = 1; k <= 32; k *= 2) {
      add(first, Metric.DIFFERENCE_IN_PASS_AT_K, second, k, ahead * Math.log(2 * k) / 3);
    }
    for (int tokens = 128; tokens <= 2048; tokens *= 2) {
      double both = 0.1 * Math.log(tokens / 64.0);
      add(first, Metric.BOTH_AT_TOKENS, second, tokens, both);
      add(first, Metric.ONLY_THIS_AT_TOKENS, second, tokens, 0.18);
      add(first, Metric.ONLY_OTHER_AT_TOKENS, second, tokens, 0.12);
      add(first, Metric.NEITHER_AT_TOKENS, second, tokens, 0.7 - both);
      add(first, Metric.MCNEMAR_AT_TOKENS, second, tokens, 0.03, 0);
    }
    add(first, Metric.DIFFERENCE_IN_MISTAKES, second, 0, -4.4, 0.9);
    add(first, Metric.MORE_MISTAKES, second, 0, 0.28);
    add(first, Metric.FEWER_MISTAKES, second, 0, 0.62);
    add(first, Metric.MISTAKES_SIGN_TEST, second, 0, 0.0004, 0);
    add(first, Metric.MISTAKES_WILCOXON, second, 0, 0.0002, 0);
    add(first, Metric.MISTAKES_EFFECT, second, 0, -0.41, 0);
    add(first, Metric.MISTAKES_CORRELATION, second, 0, 0.24, 0.09);
    add(first, Metric.MISTAKES_CORRELATION_TEST, second, 0, 0.016, 0);
    int[] bins = {0, 5, 10, 20, 30, 40};
    for (int i = 0; i < bins.length; i++) {
      add(first, Metric.JACCARD_OF_MISTAKES, second, bins[i], 0.4 / (i + 1), 0.05);
      add(first, Metric.JACCARD_BY_CHANCE, second, bins[i], 0.2 / (i + 1), 0);
      add(first, Metric.JACCARD_TEST, second, bins[i], 0.01 * i, 0);
    }
    byLevel(first, second, Metric.DIFFERENCE_AT_TOKENS, level -> ahead - 0.05 * (level - 1));
  }

  private void prediction(String model) {
    add(model, Metric.PREDICTION_AUC, "", 0, 0.71);
    add(model, Metric.PREDICTION_LOG_LOSS, "", 0, 0.55, 0.02);
    add(model, Metric.PREDICTION_LOG_LOSS_OF_MEAN, "", 0, 0.66, 0.01);
    add(model, Metric.PREDICTION_BRIER, "", 0, 0.19, 0.01);
    for (int bin = 1; bin < 10; bin += 2) {
      double predicted = bin / 10.0 + 0.01 * MODELS.indexOf(model);
      add(model, Metric.PREDICTION_CALIBRATION, "", predicted, predicted + 0.03, 0.06);
    }
    List<String> features = List.of("solution_count", "dfs_mult_nodes", "largest_number");
    for (int i = 0; i < features.size(); i++) {
      double effect = (0.9 - 0.7 * i) * (1 - 0.3 * MODELS.indexOf(model));
      add(model, Metric.FEATURE_EFFECT, features.get(i), 0, effect, 0.12);
    }
  }

  private void router(String router) {
    double skill = SKILL.get(router);
    overBudgets(router, Metric.ACCURACY_AT_TOKENS, 32, tokens -> accuracy(skill, tokens));
    overBudgets(router, Metric.ACCURACY_AT_FLOPS, 1e9, flops -> accuracy(skill, flops / 3e7));
    for (int tokens = 128; tokens <= 2048; tokens *= 4) {
      add(router, Metric.ROUTED_SHARE, "direct", tokens, 0.5);
      add(router, Metric.ROUTED_SHARE, "backtracking", tokens, 0.2);
      add(router, Metric.ROUTED_SHARE, "think", tokens, 0.3);
    }
  }

  private static double accuracy(double skill, double tokens) {
    return skill * (1 - Math.exp(-Math.pow(tokens / 600, 0.8)));
  }

  private void overBudgets(
      String player, Metric metric, double smallest, DoubleUnaryOperator value) {
    overBudgets(player, "", metric, smallest, value);
  }

  private void overBudgets(
      String player, String other, Metric metric, double smallest, DoubleUnaryOperator value) {
    for (int step = 0; step <= 24; step++) {
      double budget = Math.rint(smallest * Math.pow(2, step / 4.0));
      add(player, metric, other, budget, value.applyAsDouble(budget));
    }
  }

  private void byLevel(String player, String other, Metric metric, DoubleUnaryOperator value) {
    List<String> names = List.of("1", "2 to 3", "4 to 8", "more than 8");
    for (String difficulty : List.of("solution_count", "dfs_mult_nodes")) {
      for (int level = 0; level < names.size(); level++) {
        for (double budget : new double[] {512, 2048}) {
          rows.add(
              new Measurement(
                  player,
                  metric,
                  other,
                  budget,
                  new Stratum(difficulty, level, names.get(level)),
                  around(value.applyAsDouble(level) * budget / 2048, 0.06, PROBLEMS / 4),
                  PROBLEMS / 4,
                  0));
        }
      }
    }
  }

  private void add(String player, Metric metric, String detail, double at, double value) {
    add(player, metric, detail, at, value, 0.03);
  }

  private void add(
      String player, Metric metric, String detail, double at, double value, double half) {
    long samples = player.equals("direct") ? 32L * PROBLEMS : PROBLEMS;
    Estimate estimate =
        metric.name().matches("(ACCURACY|PASS_AT|MAJORITY|LIKELIEST|ERROR).*")
            ? share(value, half)
            : around(value, half, PROBLEMS);
    rows.add(new Measurement(player, metric, detail, at, estimate, samples, 0));
  }

  private static Estimate share(double value, double half) {
    return new Estimate(value, Math.max(0, value - half), Math.min(1, value + half), PROBLEMS);
  }

  private static Estimate around(double value, double half, int problems) {
    return new Estimate(value, value - half, value + half, problems);
  }

  public static List<DistributionCount> counts() {
    List<DistributionCount> counts = new ArrayList<>();
    for (String player : PLAYERS) {
      int samples = player.equals("direct") || player.equals("random-play") ? 32 : 1;
      for (int tokens = 180; tokens < 3000; tokens += samples > 1 ? 400 : 37) {
        long completions = 1 + Math.round(900 * Math.exp(-tokens / 700.0));
        counts.add(new DistributionCount(player, "lengths", "", tokens, tokens % 2, completions));
      }
      for (int correct = 0; correct <= samples; correct++) {
        counts.add(new DistributionCount(player, "successes", "", correct, samples, 40 - correct));
      }
    }
    for (int i = 0; i < MODELS.size(); i++) {
      for (int j = i + 1; j < MODELS.size(); j++) {
        mistakes(counts, MODELS.get(i), MODELS.get(j));
      }
    }
    return counts;
  }

  private static void mistakes(List<DistributionCount> counts, String first, String second) {
    RandomStream random = RandomStream.of(1, "synthetic-mistakes");
    for (int i = 0; i < 160; i++) {
      double x = first.equals("direct") ? (32 - i % 32) / (i % 32 + 1.0) : random.nextInt(50);
      double y = Math.floor(60 * Math.pow(random.nextDouble(), 3));
      counts.add(new DistributionCount(first, "mistakes", second, x, y, 1 + random.nextInt(6)));
    }
    counts.add(new DistributionCount(first, "mistakes", second, -1, 4, 60));
    counts.add(new DistributionCount(first, "mistakes", second, 3, -1, 140));
    counts.add(new DistributionCount(first, "mistakes", second, -1, -1, 200));
  }
}
