package dev.switchback.metric.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.random.RandomStream;
import org.junit.jupiter.api.Test;

class ExpectedMistakesTest {
  @Test
  void failedSamplesBeforeTheFirstSuccess() {
    // 6 failures, 2 successes: each failure is before both in a third of the orders
    assertThat(ExpectedMistakes.beforeFirstSuccess(new double[] {1, 1, 1, 1, 1, 1}, new double[2]))
        .isEqualTo(2);
  }

  @Test
  void oneChainCountsItsOwnMistakes() {
    assertThat(ExpectedMistakes.beforeFirstSuccess(new double[0], new double[] {7})).isEqualTo(7);
  }

  @Test
  void agreesWithPlayingRandomOrders() {
    double[] failures = {3, 0, 9, 2};
    double[] successes = {1, 5};
    RandomStream random = RandomStream.of(3, "expected-mistakes-test");
    double sum = 0;
    int trials = 50_000;
    for (int trial = 0; trial < trials; trial++) {
      int[] order = {0, 1, 2, 3, 4, 5};
      random.shuffle(order);
      int i = 0;
      while (order[i] < failures.length) {
        sum += failures[order[i++]];
      }
      sum += successes[order[i] - failures.length];
    }
    assertThat(ExpectedMistakes.beforeFirstSuccess(failures, successes))
        .isCloseTo(sum / trials, within(0.1));
  }

  @Test
  void withoutASuccessThereIsNoAnswer() {
    assertThatThrownBy(() -> ExpectedMistakes.beforeFirstSuccess(new double[] {1}, new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 correct of 1 completions");
  }
}
