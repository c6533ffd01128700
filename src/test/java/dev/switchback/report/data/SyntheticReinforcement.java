package dev.switchback.report.data;

import dev.switchback.grpo.StepReport;
import dev.switchback.metric.Estimate;
import dev.switchback.random.RandomStream;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.JointSuccesses.Count;
import dev.switchback.report.data.JointSuccesses.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training by rewards that nobody made. */
public final class SyntheticReinforcement {
  private static final int EVERY = 25;

  private SyntheticReinforcement() {}

  /** Of 300 steps, with all quantities. */
  public static ReinforcedModel of(String base, String model) {
    List<StepReport> steps = new ArrayList<>();
    RandomStream random = RandomStream.of(5, "synthetic-rewards");
    for (int step = 1; step <= 300; step++) {
      double right = 0.3 + 0.3 * (1 - Math.exp(-step / 80.0)) + 0.04 * random.nextDouble();
      steps.add(step(step, right));
    }
    return new ReinforcedModel(
        base, model, steps, OptionalDouble.of(4e15), successes(), Optional.of(chances()));
  }

  /** A step in which a share of the completions is right; monitored now and then. */
  public static StepReport step(int step, double right) {
    return new StepReport(
        step,
        80_000L * step,
        new StepReport.Rewards(right, right + 0.01, right * right, 0.4 - right / 2, 64, 3),
        new StepReport.Lengths(215, 214 - step / 50.0, 216 + step / 30.0, 0.002),
        new StepReport.Policy(
            80_000,
            0,
            2e-5 * step,
            2.1e-5 * step,
            0.4 / (1 + step / 200.0),
            1e-6,
            1e-4,
            null,
            null,
            null),
        new StepReport.Gradient(0.3, 2e-5, 1e-5),
        new StepReport.Seconds(40, 3, 35, 8, 1),
        1L << 31,
        1000 + 76.0 * step,
        step % EVERY == 0
            ? new StepReport.Monitoring(right, 0.72 - step / 3000.0, 8, 215, 0.002)
            : null,
        9e12 * step);
  }

  /** Of 300 problems, from hardly any chance to certainty. */
  static ExactChances chances() {
    List<Chance> problems = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      double before = Math.pow(i / 300.0, 3);
      double after = Math.sqrt(before);
      problems.add(
          new Chance(
              Math.log10(before),
              Math.log10(after),
              new Tries((int) (32 * before), 32, before > 0.5),
              new Tries((int) (32 * after), 32, after > 0.5)));
    }
    return new ExactChances(
        new Estimate(0.249, 0.22, 0.28, 300),
        new Estimate(0.399, 0.37, 0.43, 300),
        new Estimate(0.15, 0.14, 0.16, 300),
        problems);
  }

  /** Of 1,000 problems with 32 tries before and 32 after. */
  static JointSuccesses successes() {
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int before = i * i % 33;
      int after = i % 3 == 0 ? 0 : 32 - i * i % 7;
      counts.add(
          new Count(
              new Tries(before, 32, before > i % 32), new Tries(after, 32, after > i % 32), 2));
    }
    return new JointSuccesses(counts);
  }
}
