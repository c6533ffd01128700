package dev.switchback.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.bench.StatisticsBench.Line;
import dev.switchback.metric.Metric;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small run of the simulation; docs/statistics.md has the table of a large one. */
@Tag("slow")
class StatisticsBenchTest {
  private static final int COPIES = 100;

  /** Three standard errors of a mean over the copies. */
  private static final double NOISE = 3 / Math.sqrt(COPIES);

  /** Exact tests of counts err less often than asked for, never more. */
  private static final Set<Metric> DISCRETE =
      Set.of(Metric.MCNEMAR_AT_TOKENS, Metric.MISTAKES_SIGN_TEST, Metric.JACCARD_TEST);

  private static List<Line> lines;

  @BeforeAll
  static void simulate() {
    lines = new StatisticsBench(100, COPIES, 200).run();
  }

  @Test
  void intervalsContainTheTruthAboutAsOftenAsTheySay() {
    assertThat(lines)
        .filteredOn(line -> !Double.isNaN(line.truth()))
        .hasSizeGreaterThan(30)
        .allSatisfy(line -> assertThat(line.rate()).as(line.toString()).isBetween(0.885, 0.999));
    double mean =
        lines.stream()
            .filter(line -> !Double.isNaN(line.truth()))
            .mapToDouble(Line::rate)
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(0.935, 0.965);
  }

  @Test
  void passAtKIsUnbiased() {
    assertThat(lines)
        .filteredOn(line -> line.metric() == Metric.PASS_AT_K)
        .hasSize(3)
        .allSatisfy(
            line -> assertThat(line.bias()).as(line.toString()).isCloseTo(0, within(NOISE)));
  }

  @Test
  void accuracyAtEqualTokensIsUnbiased() {
    assertThat(lines)
        .filteredOn(line -> line.metric() == Metric.DIFFERENCE_AT_TOKENS)
        .hasSize(4)
        .allSatisfy(
            line -> assertThat(line.bias()).as(line.toString()).isCloseTo(0, within(NOISE)));
  }

  @Test
  void testsOfWhatIsTrueErrAboutOneTimeInTwenty() {
    assertThat(lines)
        .filteredOn(line -> Double.isNaN(line.truth()))
        .hasSize(5)
        .allSatisfy(
            line ->
                assertThat(line.rate())
                    .as(line.toString())
                    .isBetween(DISCRETE.contains(line.metric()) ? 0.0 : 0.005, 0.105));
  }
}
