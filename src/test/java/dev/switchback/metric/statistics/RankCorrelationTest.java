package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.statistics.RankCorrelation.XAndY;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  @Test
  void agreesWithScipy() {
    // scipy.stats.spearmanr(x, y)
    double[] x = {0, 1, 1, 2, 3, 3, 5, 8, 8, 10, 4, 2};
    double[] y = {1, 0, 2, 2, 5, 1, 4, 9, 6, 12, 4, 0};
    RankCorrelation correlation = of(x, y);
    assertThat(correlation.value()).isCloseTo(0.8421985815602837, within(1e-12));
    assertThat(correlation.pValue()).isCloseTo(0.0005875279043952089, within(1e-12));
    // tanh(atanh(r) -+ 1.959964 sqrt((1 + r^2 / 2) / 9))
    assertThat(correlation.estimate(0.95).low()).isCloseTo(0.43681828414666246, within(1e-9));
    assertThat(correlation.estimate(0.95).high()).isCloseTo(0.9632482987727069, within(1e-9));
  }

  @Test
  void oneSidedSamenessIsNotMeasured() {
    assertThat(of(new double[] {1, 1, 1, 1, 1}, new double[] {1, 2, 3, 4, 5}).isMeasured())
        .isFalse();
    assertThat(of(new double[] {1, 2, 3}, new double[] {1, 2, 3}).isMeasured()).isFalse();
    assertThat(of(new double[] {1, 2, 3, 4}, new double[] {4, 3, 2, 1}).value()).isEqualTo(-1);
  }

  private static RankCorrelation of(double[] x, double[] y) {
    TreeMap<XAndY, Long> counts = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      counts.merge(new XAndY(x[i], y[i]), 1L, Long::sum);
    }
    return RankCorrelation.of(counts);
  }
}
