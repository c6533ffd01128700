package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void agreesWithScipy() {
    // scipy.stats.hypergeom(50, 12, 20)
    Overlap overlap = new Overlap(50, 12, 20);
    assertThat(overlap.pValue(7)).isCloseTo(0.12575591496078034, within(1e-10));
    assertThat(overlap.jaccard()).isCloseTo(0.18006827369098918, within(1e-10));
    assertThat(overlap.jaccardAt(0.025)).isEqualTo(2 / 30.0);
    assertThat(overlap.jaccardAt(0.975)).isEqualTo(8 / 24.0);
  }

  @Test
  void ofEmptySetsThereIsNothingInCommon() {
    assertThat(new Overlap(10, 0, 4).jaccard()).isZero();
    assertThat(new Overlap(10, 0, 4).pValue(0)).isEqualTo(1);
  }
}
