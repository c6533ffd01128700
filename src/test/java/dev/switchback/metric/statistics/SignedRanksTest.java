package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedRanksTest {
  @Test
  void agreesWithScipy() {
    // scipy.stats.wilcoxon(d, zero_method="wilcox", correction=True, method="approx")
    SignedRanks ranks = of(3, -1, 2, 2, -2, 5, 0, 7, -4, 1, 6, 2, 0, 3, -1);
    assertThat(ranks.pValue()).isCloseTo(0.07340562848759294, within(1e-12));
    // its rank sums: (71.5 - 19.5) / 91
    assertThat(ranks.effect()).isCloseTo(0.5714285714285714, within(1e-12));
  }

  @Test
  void exchangedPairsChangeTheSignAlone() {
    assertThat(of(-3, 1, -2).effect()).isEqualTo(-of(3, -1, 2).effect());
    assertThat(of(-3, 1, -2).pValue()).isEqualTo(of(3, -1, 2).pValue());
  }

  @Test
  void withoutADifferenceThereIsNoEffect() {
    assertThat(of(0, 0).pValue()).isEqualTo(1);
    assertThat(of(0, 0).effect()).isZero();
  }

  private static SignedRanks of(double... differences) {
    Map<Double, Long> counts = new HashMap<>();
    for (double difference : differences) {
      counts.merge(difference, 1L, Long::sum);
    }
    return SignedRanks.of(counts);
  }
}
