package dev.switchback.metric.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAtKTest {
  @ParameterizedTest(name = "n {0}, c {1}, k {2}")
  @CsvSource({
    "4, 1, 1, 0.25",
    "4, 1, 2, 0.5",
    "4, 2, 2, 0.8333333333333334", // 1 - C(2,2)/C(4,2) = 1 - 1/6
    "4, 2, 3, 1",
    "5, 0, 5, 0",
    "5, 5, 1, 1",
    "200, 3, 100, 0.8768844221105527" // 1 - (100 99 98)/(200 199 198)
  })
  void countsTheDrawsWithoutASuccess(int samples, int correct, int k, double expected) {
    assertThat(PassAtK.estimate(samples, correct, k)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void itsMeanOverManyDrawsIsTheTrueProbability() {
    double success = 0.13;
    int samples = 8;
    int trials = 40_000;
    for (int k = 1; k <= samples; k++) {
      double sum = 0;
      for (int trial = 0; trial < trials; trial++) {
        sum += PassAtK.estimate(samples, drawCorrect(samples, success, trial), k);
      }
      double truth = 1 - Math.pow(1 - success, k);
      assertThat(sum / trials).as("pass@%d", k).isCloseTo(truth, within(0.008));
    }
  }

  @Test
  void moreDrawsThanSamplesAreRefused() {
    assertThatThrownBy(() -> PassAtK.estimate(8, 3, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot estimate pass@16: 8 samples, expected k from 1 to the number of samples;"
                + " draw more samples or leave this k out");
  }

  @Test
  void moreCorrectThanSamplesAreRefused() {
    assertThatThrownBy(() -> PassAtK.estimate(8, 9, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 correct of 8 samples");
  }

  private static int drawCorrect(int samples, double success, int trial) {
    RandomStream random = RandomStream.of(11, "pass-at-k-test", trial);
    int correct = 0;
    for (int i = 0; i < samples; i++) {
      correct += random.nextDouble() < success ? 1 : 0;
    }
    return correct;
  }
}
