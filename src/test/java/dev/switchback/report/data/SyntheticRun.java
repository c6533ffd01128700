package dev.switchback.report.data;

import dev.switchback.claim.Approach;
import dev.switchback.claim.Claims;
import dev.switchback.claim.JudgedRun;
import dev.switchback.claim.JudgedRun.JudgedModel;
import dev.switchback.family.PuzzleFamilies;
import dev.switchback.metric.DistributionCount;
import dev.switchback.metric.Measurement;
import dev.switchback.random.RandomStream;
import dev.switchback.report.ReportBuilder;
import dev.switchback.report.ReportInput;
import dev.switchback.report.ReportInput.Described;
import dev.switchback.report.SyntheticFigures;
import dev.switchback.report.data.FactGroup.Fact;
import dev.switchback.report.data.TrainingLog.Point;
import dev.switchback.report.data.TrainingLog.TuningPoint;
import dev.switchback.report.page.ReportContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run that nobody made: figures of every kind that look like a real one's. */
public final class SyntheticRun {
  public static final String HOSTILE =
      "</script><script>alert(1)</script><!-- \u2028 {{data}} <b>&amp;";

  static final ReportPlayers CAST =
      ReportPlayers.of(
          List.of("direct", "backtracking", "think"),
          List.of("random-play", "dfs-sum", "dfs-mult"));

  private static final List<Integer> BUDGETS = List.of(64, 128, 256, 512, 1024, 2048);

  private SyntheticRun() {}

  public static ReportContent content() {
    return content(
        SyntheticFigures.measurements(),
        SyntheticFigures.counts(),
        List.of(SyntheticReinforcement.of("direct", "think")));
  }

  /** Without a model that was trained by rewards. */
  public static ReportContent content(
      List<Measurement> measurements, List<DistributionCount> counts) {
    return content(measurements, counts, List.of());
  }

  public static ReportContent content(
      List<Measurement> measurements,
      List<DistributionCount> counts,
      List<ReinforcedModel> reinforced) {
    return ReportBuilder.content(
        new ReportInput(
            "Direct answers against search in words",
            CAST,
            Set.of("direct", "random-play"),
            measurements,
            counts,
            BUDGETS,
            0.95,
            Map.of("direct", log(0.35, 1), "backtracking", log(0.2, 2), "think", log(0.25, 3)),
            reinforced,
            Claims.judge(List.of(run(measurements))),
            new Described(
                "CountDown with 4 numbers from 1 to 99; 1,000 validation problems; three models of"
                    + " 17 million parameters.",
                PuzzleFamilies.of("countdown").rules(),
                facts(),
                "name = synthetic\nseed = 42\nnote = \"" + HOSTILE + "\"\n")));
  }

  private static JudgedRun run(List<Measurement> measurements) {
    return new JudgedRun(
        "synthetic",
        "countdown",
        "",
        0.95,
        List.of(
            new JudgedModel("direct", Approach.DIRECT, 0.7, false),
            new JudgedModel("backtracking", Approach.BACKTRACKING, 0, false),
            new JudgedModel("think", Approach.THINK, 0, false)),
        measurements);
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
    List<TuningPoint> tuning =
        validation.stream().map(point -> tuning(point.step(), floor)).toList();
    return new TrainingLog(loss, validation, tuning);
  }

  private static TuningPoint tuning(double step, double floor) {
    double learned = 1 - Math.exp(-step / 900);
    return new TuningPoint(
        step, 4000 * step, step / 1500, 6e10 * step, learned * (1 - floor), 0.5 + learned / 2);
  }

  private static List<FactGroup> facts() {
    return List.of(
        new FactGroup(
            "Problems",
            List.of(
                new Fact("Training problems", "200,000"),
                new Fact("Validation problems", "1,000"),
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
