package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Estimate;
import dev.switchback.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 0.95, 7);

  @Test
  void playersThatNeverDifferMayDifferAllTheSame() {
    Estimate same =
        new Bootstrap(100, 0.95, 3).difference(new double[] {0, 1, 0.5}, new double[] {0, 1, 0.5});
    double bound = 1 - Math.pow(0.025, 1.0 / 3);
    assertThat(same.value()).isZero();
    assertThat(same.low()).isCloseTo(-bound, within(1e-12));
    assertThat(same.high()).isCloseTo(bound, within(1e-12));
  }

  @Test
  void intervalOfAMeanIsThatOfTheNormalDistributionForManyProblems() {
    double[] values = new double[1000];
    Arrays.setAll(values, i -> i % 4 == 0 ? 1 : 0);
    Estimate estimate = BOOTSTRAP.share(values);
    double half = 1.96 * Math.sqrt(0.25 * 0.75 / 1000);
    assertThat(estimate.value()).isEqualTo(0.25);
    assertThat(estimate.low()).isCloseTo(0.25 - half, within(0.004));
    assertThat(estimate.high()).isCloseTo(0.25 + half, within(0.004));
    assertThat(estimate.problems()).isEqualTo(1000);
  }

  @Tag("slow")
  @Test
  void nominal95PercentIntervalsCoverTheTruthAboutAsOften() {
    int trials = 400;
    for (double truth : new double[] {0.05, 0.3}) {
      int covered = 0;
      for (int trial = 0; trial < trials; trial++) {
        Estimate estimate = new Bootstrap(400, 0.95, trial).share(coins(150, truth, trial));
        covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
      }
      assertThat((double) covered / trials).as("truth %s", truth).isBetween(0.91, 0.985);
    }
  }

  @Test
  void pairingNarrowsTheDifferenceOfPlayersThatFailOnTheSameProblems() {
    double[] second = coins(300, 0.4, 1);
    double[] first = second.clone();
    for (int i = 0; i < 20; i++) {
      first[i] = 1;
    }
    Estimate difference = BOOTSTRAP.difference(first, second);
    double gain = Arrays.stream(first).sum() - Arrays.stream(second).sum();
    assertThat(difference.value()).isCloseTo(gain / 300, within(1e-12));
    assertThat(difference.excludesZero()).isTrue();
    assertThat(difference.high() - difference.low()).isLessThan(0.06);
  }

  @Test
  void noSuccessAtAllStillLeavesRoomForRareOnes() {
    Estimate none = BOOTSTRAP.share(new double[100]);
    assertThat(none.low()).isEqualTo(0);
    // Clopper and Pearson's upper limit for 0 of 100
    assertThat(none.high()).isCloseTo(0.036217, within(1e-6));
    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    assertThat(BOOTSTRAP.share(ones).low()).isCloseTo(1 - 0.036217, within(1e-6));
  }

  @Test
  void sameSeedSameInterval() {
    RandomStream random = RandomStream.of(3, "bootstrap-test");
    double[] values = new double[80];
    Arrays.setAll(values, i -> random.nextDouble());
    assertThat(BOOTSTRAP.share(values)).isEqualTo(BOOTSTRAP.share(values));
    assertThat(new Bootstrap(1000, 0.95, 8).mean(values)).isNotEqualTo(BOOTSTRAP.mean(values));
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> BOOTSTRAP.mean(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 problems");
    assertThatThrownBy(() -> BOOTSTRAP.share(new double[] {0.5, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value NaN");
    assertThatThrownBy(() -> BOOTSTRAP.difference(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 and 2 problems");
    assertThatThrownBy(() -> new Bootstrap(0, 0.95, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 draws");
  }

  private static double[] coins(int count, double probability, long seed) {
    RandomStream random = RandomStream.of(seed, "bootstrap-test");
    double[] values = new double[count];
    Arrays.setAll(values, i -> random.nextDouble() < probability ? 1 : 0);
    return values;
  }
}
