package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTestTest {
  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource({
    "0, 0, 1",
    "3, 3, 1",
    "1, 0, 1",
    "0, 6, 0.03125", // 2 / 64
    "1, 9, 0.021484375", // 2 (1 + 10) / 1024
    "10, 2, 0.03857421875", // 2 (1 + 12 + 66) / 4096
  })
  void twoSidedBinomialTail(long onlyFirst, long onlySecond, double expected) {
    assertThat(new SignTest(onlyFirst, onlySecond).pValue()).isCloseTo(expected, within(1e-12));
    assertThat(new SignTest(onlySecond, onlyFirst).pValue()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void thousandsOfProblemsDoNotUnderflow() {
    // normal approximation with continuity correction: z = 99 / sqrt(4000)
    assertThat(new SignTest(1950, 2050).pValue()).isCloseTo(0.1175, within(0.001));
  }
}
