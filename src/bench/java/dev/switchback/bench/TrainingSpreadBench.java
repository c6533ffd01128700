package dev.switchback.bench;

import dev.switchback.metric.CostAxis;
import dev.switchback.metric.Estimate;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Metric;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Player;
import dev.switchback.metric.estimate.Player.Drawing;
import dev.switchback.metric.estimate.Player.MistakeUnit;
import dev.switchback.metric.estimate.Price;
import dev.switchback.metric.evaluation.Evaluation;
import dev.switchback.metric.evaluation.EvaluationPlan;
import dev.switchback.metric.evaluation.EvaluationPlan.EvaluatedPlayer;
import dev.switchback.metric.evaluation.ProblemResults;
import dev.switchback.metric.evaluation.Tally;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks by simulation that intervals hold for other trainings as well as other problems. Two
 * models are trained several times. A training has a skill e, uniform in [-1, 1], and a knack w of
 * its own for each problem, uniform in [0, 2]; a problem has an ease u, uniform in [0, 1]. A
 * training solves it with chance {@code u (1 + s e) w c} in each of four samples, where c is 1/3
 * for the first model and 1/4 for the second, and s, 0 to 0.5, says how much trainings differ. True
 * are c / 2 and the difference of both.
 */
public final class TrainingSpreadBench {
  private static final int SAMPLES = 4;
  private static final int TOKENS = 20;
  private static final double STRENGTH = 1.0 / 3;
  private static final double OTHER_STRENGTH = 1.0 / 4;
  private static final double CONFIDENCE = 0.95;
  private static final double NORMAL = 1.96;
  private static final Player STRONG = player("strong");
  private static final Player WEAK = player("weak");

  private final int problems;
  private final int copies;
  private final int draws;

  /**
   * Shares of intervals that contain the truth.
   *
   * @param solved of pass@1
   * @param difference of the difference in pass@1
   * @param problemsAlone of pass@1, by its standard error between problems alone
   */
  public record Line(
      int trainings, double spread, double solved, double difference, double problemsAlone) {}

  /**
   * @param problems in each copy of the world
   * @param draws bootstrap resamples behind each interval
   */
  public TrainingSpreadBench(int problems, int copies, int draws) {
    this.problems = problems;
    this.copies = copies;
    this.draws = draws;
  }

  /** Prints a line for each number of trainings and each spread, as a table in Markdown. */
  public void print(Consumer<String> out) {
    out.accept("| trainings | s | pass@1 | difference in pass@1 | pass@1, problems alone |");
    out.accept("|--:|--:|--:|--:|--:|");
    for (int trainings : new int[] {2, 3, 5}) {
      for (double spread : new double[] {0, 0.1, 0.2, 0.5}) {
        Line line = run(trainings, spread);
        out.accept(
            String.format(
                Locale.ROOT,
                "| %d | %.1f | %.1f%% | %.1f%% | %.1f%% |",
                trainings,
                spread,
                100 * line.solved,
                100 * line.difference,
                100 * line.problemsAlone));
      }
    }
  }

  /** Runs the simulation for a number of trainings and how much they differ. */
  public Line run(int trainings, double spread) {
    double solved = 0;
    double difference = 0;
    double problemsAlone = 0;
    for (int copy = 1; copy <= copies; copy++) {
      List<Measurement> rows = measure(copy, trainings, spread);
      Estimate pass = estimate(rows, Metric.PASS_AT_K);
      double error = estimate(rows, Metric.ERROR_BETWEEN_PROBLEMS).value();
      solved += pass.low() <= STRENGTH / 2 && STRENGTH / 2 <= pass.high() ? 1 : 0;
      problemsAlone += Math.abs(pass.value() - STRENGTH / 2) <= NORMAL * error ? 1 : 0;
      Estimate lead = estimate(rows, Metric.DIFFERENCE_IN_PASS_AT_K);
      double truth = (STRENGTH - OTHER_STRENGTH) / 2;
      difference += lead.low() <= truth && truth <= lead.high() ? 1 : 0;
    }
    return new Line(
        trainings, spread, solved / copies, difference / copies, problemsAlone / copies);
  }

  private static Estimate estimate(List<Measurement> rows, Metric metric) {
    return rows.stream()
        .filter(row -> row.metric() == metric && row.player().equals(STRONG.name()))
        .findFirst()
        .orElseThrow()
        .estimate();
  }

  private List<Measurement> measure(int copy, int trainings, double spread) {
    EvaluationPlan plan =
        EvaluationPlan.of(
            List.of(
                new EvaluatedPlayer(STRONG, trainings, SAMPLES, List.of(), 5),
                new EvaluatedPlayer(WEAK, trainings, SAMPLES, List.of(), 5)),
            List.of(TOKENS),
            List.of(1),
            List.of(),
            new Bootstrap(draws, CONFIDENCE, copy));
    double[] strong = skills(copy, 0, trainings, spread);
    double[] weak = skills(copy, 1, trainings, spread);
    Evaluation evaluation = new Evaluation(plan);
    Tally tally = evaluation.tally();
    for (int problem = 0; problem < problems; problem++) {
      RandomStream random = RandomStream.of(copy, "training-spread-problem", problem);
      double ease = random.nextDouble();
      Map<String, List<List<Outcome>>> outcomes =
          Map.of(
              STRONG.name(), samples(ease * STRENGTH, strong, random),
              WEAK.name(), samples(ease * OTHER_STRENGTH, weak, random));
      evaluation.add(new ProblemResults(copy + "-" + problem, Set.of(), outcomes, plan), tally);
    }
    return evaluation.measure(evaluation.close(tally));
  }

  private static double[] skills(int copy, int model, int trainings, double spread) {
    RandomStream random = RandomStream.of(copy, "training-spread-skill", model);
    double[] skills = new double[trainings];
    for (int i = 0; i < trainings; i++) {
      skills[i] = 1 + spread * (2 * random.nextDouble() - 1);
    }
    return skills;
  }

  private static List<List<Outcome>> samples(double chance, double[] skills, RandomStream random) {
    List<List<Outcome>> trainings = new ArrayList<>();
    for (double skill : skills) {
      double own = chance * skill * 2 * random.nextDouble();
      List<Outcome> samples = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        samples.add(outcome(random.nextDouble() < own));
      }
      trainings.add(samples);
    }
    return trainings;
  }

  private static Outcome outcome(boolean right) {
    return new Outcome(
        5,
        TOKENS,
        right ? OptionalInt.of(TOKENS) : OptionalInt.empty(),
        right,
        0,
        true,
        Optional.empty(),
        1,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** Only models are compared, which have a price in operations. */
  private static Player player(String name) {
    Map<CostAxis, Price> prices =
        Map.of(CostAxis.TOKENS, Price.TOKENS, CostAxis.FLOPS, Price.TOKENS);
    return new Player(name, Drawing.SAMPLED, MistakeUnit.ANSWER, prices);
  }
}
