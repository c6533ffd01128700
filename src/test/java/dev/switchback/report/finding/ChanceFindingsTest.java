package dev.switchback.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.metric.Estimate;
import dev.switchback.report.data.ExactChances;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.JointSuccesses.Tries;
import dev.switchback.report.data.ReportPlayers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceFindingsTest {
  private static final ReportPlayers BOTH =
      ReportPlayers.of(List.of("direct", "rewarded"), List.of());

  private final List<Chance> problems = new ArrayList<>();

  @Test
  void whatIsGainedIsRareOrNew() {
    problem(0.5, 5, 0.9, 9);
    problem(0.02, 0, 0.3, 3);
    problem(0.001, 0, 0.3, 3);
    problem(1e-7, 0, 0.3, 3);
    problem(0.2, 2, 1e-8, 0);

    assertThat(findings())
        .containsExactly(
            "All right answers together have a probability of 14.4% [10.0, 20.0] for direct and"
                + " 36.0% [30.0, 40.0] for rewarded, on average over 5 problems: a difference"
                + " of +21.6 points [+15.0, +25.0]. Of the tries that were drawn 14.0% and 36.0%"
                + " are right; their number is usual for its chance, in the central 95% of its"
                + " distribution, in 100.0% and 100.0% of the problems.",
            "Of the 3 problems that only rewarded solves, in all tries, 1 had a chance of at least"
                + " 1 in 100 for a try of direct, 1 one between 1 in 100 and 1 in 10,000, and 1 a"
                + " smaller one: the first were rare, only the last can be called new.",
            "Rewards raised the chance of 4 problems and lowered that of 1; 1 had a chance below 1"
                + " in 10,000 before, and 1 have one after.");
  }

  @Test
  void nothingIsGained() {
    problem(0.5, 5, 0.5, 5);

    assertThat(findings().get(1)).isEqualTo("No problem is solved only by rewarded, in all tries.");
  }

  private void problem(double before, int rightBefore, double after, int rightAfter) {
    problems.add(
        new Chance(
            Math.log10(before),
            Math.log10(after),
            new Tries(rightBefore, 10, false),
            new Tries(rightAfter, 10, false)));
  }

  private List<String> findings() {
    return new ChanceFindings(
            BOTH.model("direct"),
            BOTH.model("rewarded"),
            new ExactChances(
                new Estimate(0.144, 0.1, 0.2, 5),
                new Estimate(0.36, 0.3, 0.4, 5),
                new Estimate(0.216, 0.15, 0.25, 5),
                problems))
        .all().stream().map(text -> text.replace('\u00a0', ' ')).toList();
  }
}
