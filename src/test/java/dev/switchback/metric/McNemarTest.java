package dev.switchback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource({
    "0, 0, 1",
    "3, 3, 1",
    "1, 0, 1",
    "0, 6, 0.03125", // 2 / 64
    "1, 9, 0.021484375", // 2 (1 + 10) / 1024
    "10, 2, 0.03857421875", // 2 (1 + 12 + 66) / 4096
  })
  void twoSidedBinomialTail(int onlyFirst, int onlySecond, double expected) {
    assertThat(new McNemar(onlyFirst, onlySecond).pValue()).isCloseTo(expected, within(1e-12));
    assertThat(new McNemar(onlySecond, onlyFirst).pValue()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void thousandsOfProblemsDoNotUnderflow() {
    // normal approximation with continuity correction: z = 99 / sqrt(4000)
    assertThat(new McNemar(1950, 2050).pValue()).isCloseTo(0.1175, within(0.001));
  }

  @Test
  void onlyDisagreementsCount() {
    boolean[] first = {true, true, false, false, true};
    boolean[] second = {true, false, true, false, false};
    assertThat(McNemar.of(first, second)).isEqualTo(new McNemar(2, 1));
  }

  @Test
  void differentProblemsAreRefused() {
    assertThatThrownBy(() -> McNemar.of(new boolean[2], new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 3 problems");
  }
}
