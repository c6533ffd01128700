package dev.switchback.dataset.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardHeadTest {
  @ParameterizedTest
  @CsvSource({
    "0, n<1K",
    "999, n<1K",
    "1000, 1K<n<10K",
    "9999, 1K<n<10K",
    "500000, 100K<n<1M",
    "2800000, 1M<n<10M",
    "1000000000000, n>1T"
  })
  void sizesHaveTheHubsNames(long rows, String category) {
    assertThat(CardHead.sizeCategory(rows)).isEqualTo(category);
  }
}
