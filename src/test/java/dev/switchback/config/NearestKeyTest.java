package dev.switchback.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestKeyTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "flaw, lawn, 2", "seed, sede, 2"})
  void distanceCountsLetters(String one, String other, int distance) {
    assertThat(NearestKey.distance(one, other)).isEqualTo(distance);
    assertThat(NearestKey.distance(other, one)).isEqualTo(distance);
  }
}
