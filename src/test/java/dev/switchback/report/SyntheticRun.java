package dev.switchback.report;

import dev.switchback.metric.Bootstrap;
import dev.switchback.metric.Evaluation;
import dev.switchback.metric.GenerationCost;
import dev.switchback.metric.Measurement;
import dev.switchback.metric.Outcome;
import dev.switchback.metric.Player;
import dev.switchback.metric.Player.Drawing;
import dev.switchback.metric.Player.MistakeUnit;
import dev.switchback.random.RandomStream;
import dev.switchback.report.FactGroup.Fact;
import dev.switchback.report.TrainingLog.Point;
import dev.switchback.trace.JudgedLine;
import dev.switchback.trace.JudgedLine.Judgment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A run that nobody made: numbers drawn so that they look like a real one's. */
final class SyntheticRun {
  static final String HOSTILE = "</script><script>alert(1)</script><!-- \u2028 {{data}} <b>&amp;";

  private static final int PROBLEMS = 300;
  private static final List<Integer> BUDGETS = List.of(32, 64, 128, 256, 512, 1024);
  private static final GenerationCost COST = new GenerationCost(4, 128, 32, 256);
  private static final List<String> ERRORS =
      List.of("unavailable-number", "wrong-arithmetic", "target-missed", "no-claim");

  private SyntheticRun() {}

  static PageContent content() {
    List<Player> players =
        List.of(
            sampled("direct", 32, 0.42, Optional.of(COST)),
            chains("backtracking", 0.75, 150, Optional.of(COST)),
            sampled("random-play", 64, 0.07, Optional.empty()),
            chains("dfs-sum", 0.92, 110, Optional.empty()),
            chains("dfs-mult", 0.85, 90, Optional.empty()));
    return new PageBuilder(
            List.of("direct", "backtracking"),
            players,
            measurements(players),
            BUDGETS,
            0.95,
            Rules.of("countdown"),
            Map.of("direct", log(0.35, 1), "backtracking", log(0.2, 2)))
        .content(
            "Direct answers against search in words: quickstart",
            "CountDown with 3 numbers from 1 to 9 and targets 10 to 30; 300 validation problems; two"
                + " models of 0.9 million parameters trained on this machine.",
            List.of(
                problem("countdown-validation-0000000000", 24),
                problem("countdown-validation-0000000001", 18)),
            facts(),
            "name = quickstart\nseed = 42\nproblems {\n  numbers = 3\n  max-number = 9\n}\n");
  }

  private static List<Measurement> measurements(List<Player> players) {
    Evaluation evaluation =
        new Evaluation(players, BUDGETS, List.of(1, 2, 4, 8, 16, 32), new Bootstrap(400, 0.95, 1));
    List<Measurement> measurements = new ArrayList<>();
    players.forEach(player -> measurements.addAll(evaluation.measure(player)));
    measurements.addAll(evaluation.compare(players.get(0), players.get(1)));
    for (Player model : players.subList(0, 2)) {
      measurements.addAll(evaluation.compare(model, players.get(2)));
    }
    return measurements;
  }

  private static Player sampled(
      String name, int samples, double skill, Optional<GenerationCost> cost) {
    TreeMap<String, List<Outcome>> outcomes = new TreeMap<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      RandomStream random = RandomStream.of(1, name, problem);
      double chance = Math.pow(random.nextDouble(), 1 / skill - 1);
      List<Outcome> drawn = new ArrayList<>();
      for (int i = 0; i < samples; i++) {
        int tokens = 58 + random.nextInt(9);
        boolean correct = random.nextDouble() < chance;
        drawn.add(
            correct
                ? new Outcome(tokens, OptionalInt.of(tokens - 1), true, 0, true, Optional.empty())
                : failed(tokens, 0, true, random));
      }
      outcomes.put(key(problem), drawn);
    }
    return new Player(name, Drawing.SAMPLED, MistakeUnit.ANSWER, cost, outcomes);
  }

  private static Player chains(
      String name, double skill, int length, Optional<GenerationCost> cost) {
    TreeMap<String, List<Outcome>> outcomes = new TreeMap<>();
    for (int problem = 0; problem < PROBLEMS; problem++) {
      RandomStream random = RandomStream.of(2, name, problem);
      int mistakes = (int) (-Math.log(1 - random.nextDouble()) * length / 25);
      int tokens = Math.min(1024, 60 + 27 * mistakes + random.nextInt(20));
      boolean correct = random.nextDouble() < skill && tokens < 1024;
      outcomes.put(
          key(problem),
          List.of(
              correct
                  ? new Outcome(
                      tokens, OptionalInt.of(tokens - 1), true, mistakes, true, Optional.empty())
                  : failed(tokens, mistakes, tokens < 1024, random)));
    }
    return new Player(name, Drawing.DETERMINISTIC, MistakeUnit.DEAD_END, cost, outcomes);
  }

  private static Outcome failed(int tokens, int mistakes, boolean stopped, RandomStream random) {
    double draw = random.nextDouble();
    String error = ERRORS.get((int) (ERRORS.size() * draw * draw));
    return new Outcome(tokens, OptionalInt.empty(), false, mistakes, stopped, Optional.of(error));
  }

  private static String key(int problem) {
    return "countdown-validation-%010d".formatted(problem);
  }

  private static TrainingLog log(double floor, long seed) {
    RandomStream random = RandomStream.of(seed, "synthetic-log");
    List<Point> loss = new ArrayList<>();
    List<Point> validation = new ArrayList<>();
    for (int step = 1; step <= 3000; step++) {
      double value = floor + 3.4 / (1 + step / 60.0);
      loss.add(new Point(step, value * (0.96 + 0.08 * random.nextDouble())));
      if (step % 250 == 0) {
        validation.add(new Point(step, value * 1.01));
      }
    }
    return new TrainingLog(loss, validation);
  }

  private static SampledProblem problem(String id, int target) {
    Cast cast = Cast.of(List.of("direct", "backtracking"), List.of());
    JudgedLine prompt =
        new JudgedLine("Current State: " + target + ":[3, 8, 1], Operations: []", Judgment.PROMPT);
    List<JudgedLine> direct =
        List.of(
            prompt,
            new JudgedLine(
                "Exploring Operation: 3*8=24, Resulting Numbers: [1, 24]", Judgment.RIGHT),
            new JudgedLine("Generated Node #2: [1, 24] from Operation: 3*8=24", Judgment.PLAIN),
            new JudgedLine("Current State: 24:[1, 24], Operations: ['3*8=24']", Judgment.PLAIN),
            new JudgedLine("Exploring Operation: 24*1=24, Resulting Numbers: [24]", Judgment.RIGHT),
            new JudgedLine("24,24 equal: Goal Reached", Judgment.GOAL));
    List<JudgedLine> search = new ArrayList<>(List.of(prompt));
    search.add(new JudgedLine(HOSTILE, Judgment.PLAIN));
    for (int i = 0; i < 9; i++) {
      search.add(
          new JudgedLine("Exploring Operation: 8-3=5, Resulting Numbers: [1, 5]", Judgment.RIGHT));
      search.add(new JudgedLine("Generated Node #0,0: 24:[1, 5] Operation: 8-3=5", Judgment.PLAIN));
      search.add(new JudgedLine("Moving to Node #0,0", Judgment.PLAIN));
      search.add(
          new JudgedLine("Exploring Operation: 5+1=7, Resulting Numbers: [7]", Judgment.WRONG));
      search.add(new JudgedLine("7,24 unequal: No Solution", Judgment.DEAD_END));
    }
    return new SampledProblem(
        id,
        "Make " + target + " from 3, 8 and 1",
        List.of(
            new WrittenSample(cast.looks().get(0), true, "solved, 61 tokens", false, direct),
            new WrittenSample(cast.looks().get(1), false, "no-claim, 1,024 tokens", true, search)));
  }

  private static List<FactGroup> facts() {
    return List.of(
        new FactGroup(
            "Problems",
            List.of(
                new Fact("Training problems", "200,000"),
                new Fact("Validation problems", "300"),
                new Fact("Shared by two splits", "0"))),
        new FactGroup(
            "Versions",
            List.of(
                new Fact("Switchback", "0.1.0"),
                new Fact("Spark", "3.5.6"),
                new Fact("DJL", "0.35.1"),
                new Fact("Java", "17.0.15"))),
        new FactGroup("Seeds", List.of(new Fact("Run", "42"))));
  }
}
