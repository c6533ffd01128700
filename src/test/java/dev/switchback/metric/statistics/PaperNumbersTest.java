package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.estimate.PassAtK;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What our measures make of the study's own figures (arXiv 2504.07052), which come from 200
 * problems. It gives no intervals and no tests.
 */
class PaperNumbersTest {
  private static final int PROBLEMS = 200;
  private static final int SAMPLES = 64;

  /** Half of the last place in which the figures are given. */
  private static final double ROUNDED = 0.05;

  /**
   * The direct model with 17M over 64 samples, before and after reinforcement learning. The counts
   * of each problem are not published as numbers, only their mean and how many problems have none.
   * These two are pass@1 and pass@64, whatever the counts; they bound what lies between: it is
   * largest where the solved problems have equal counts, and smallest where they have 1 or all.
   */
  @ParameterizedTest
  @CsvSource({
    "15.2, 30, 15.2 24.9 36.8 48.2 57.3 64.3 70.0",
    "40.8, 51, 40.8 43.1 44.6 45.9 47.0 47.9 49.0"
  })
  void theSamplingCurveFitsItsMeanAndItsShareWithoutSuccess(
      double mean, double none, String published) {
    int correct = (int) Math.round(mean / 100 * PROBLEMS * SAMPLES);
    int solved = (int) Math.round((1 - none / 100) * PROBLEMS);
    int[] equal = equalCounts(correct, solved);
    int[] oneOrAll = countsOfOneOrAll(correct, solved);
    double[] curve = Stream.of(published.split(" ")).mapToDouble(Double::parseDouble).toArray();
    for (int i = 0; i < curve.length; i++) {
      int k = 1 << i;
      assertThat(curve[i])
          .as("pass@%d", k)
          .isBetween(passAt(k, oneOrAll) - ROUNDED, passAt(k, equal) + ROUNDED);
    }
    assertThat(passAt(1, equal)).isCloseTo(mean, within(ROUNDED));
    assertThat(passAt(1, oneOrAll)).isCloseTo(mean, within(ROUNDED));
    assertThat(passAt(SAMPLES, equal)).isCloseTo(100 - none, within(ROUNDED));
    assertThat(passAt(SAMPLES, oneOrAll)).isCloseTo(100 - none, within(ROUNDED));
  }

  /** Half of 200 problems solved: a standard error of 3.5 points. */
  @Test
  void twoHundredProblemsLeaveAStandardErrorOfThreeAndAHalfPoints() {
    double[] half = new double[PROBLEMS];
    Arrays.fill(half, 0, PROBLEMS / 2, 1);
    Estimate estimate = new Bootstrap(4000, 0.95, 3).share(half);
    double standardError = Math.sqrt(0.5 * 0.5 / PROBLEMS);
    assertThat(100 * standardError).isCloseTo(3.5, within(0.05));
    assertThat((estimate.high() - estimate.low()) / 2)
        .isCloseTo(1.96 * standardError, within(0.005));
  }

  /**
   * Both solve 83, the search alone 19, the one that sees two numbers at once 41, neither 57. The p
   * value is also that of exact fractions in Python.
   */
  @Test
  void seeingTwoNumbersAtOnceSolvesMoreThanSearchingToTheLeaves() {
    double[] search = new double[PROBLEMS];
    Arrays.fill(search, 0, 83 + 19, 1);
    double[] think = new double[PROBLEMS];
    Arrays.fill(think, 0, 83, 1);
    Arrays.fill(think, 83 + 19, 83 + 19 + 41, 1);

    Estimate difference = new Bootstrap(4000, 0.95, 3).difference(think, search);
    assertThat(difference.value()).isCloseTo(0.11, within(1e-12));
    assertThat(difference.excludesZero()).isTrue();
    assertThat(new SignTest(19, 41).pValue())
        .isCloseTo(0.0062176026593266705, within(1e-12))
        .isCloseTo(binomialTest(19, 41), within(1e-12));
  }

  /** On 62 of the 100 problems that both solve the search makes more mistakes, on 28 fewer. */
  @Test
  void theSearchMakesMoreMistakesThanTheDirectModelOnProblemsThatBothSolve() {
    assertThat(new SignTest(62, 28).pValue())
        .isCloseTo(0.00043792219663413404, within(1e-12))
        .isCloseTo(binomialTest(62, 28), within(1e-12));
  }

  private static double binomialTest(int first, int second) {
    return new BinomialTest()
        .binomialTest(first + second, first, 0.5, AlternativeHypothesis.TWO_SIDED);
  }

  private static double passAt(int k, int[] counts) {
    return 100.0
        * IntStream.of(counts).mapToDouble(c -> PassAtK.estimate(SAMPLES, c, k)).sum()
        / PROBLEMS;
  }

  private static int[] equalCounts(int correct, int solved) {
    return IntStream.range(0, solved)
        .map(i -> correct / solved + (i < correct % solved ? 1 : 0))
        .toArray();
  }

  private static int[] countsOfOneOrAll(int correct, int solved) {
    int rest = correct - solved;
    return IntStream.range(0, solved)
        .map(i -> 1 + Math.min(Math.max(rest - i * (SAMPLES - 1), 0), SAMPLES - 1))
        .toArray();
  }
}
