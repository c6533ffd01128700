package dev.switchback.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "flaw, lawn, 2", "seed, sede, 2"})
  void distanceCountsLetters(String one, String other, int distance) {
    assertThat(Spelling.distance(one, other)).isEqualTo(distance);
    assertThat(Spelling.distance(other, one)).isEqualTo(distance);
  }

  @Test
  void theNearestWordIsMeantIfItIsNear() {
    List<String> commands = List.of("trace", "train", "verify");

    assertThat(Spelling.nearest("trian", commands)).contains("train");
    assertThat(Spelling.nearest("evaluate", commands)).isEmpty();
  }
}
