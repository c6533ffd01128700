package dev.switchback.metric.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationCostTest {
  /** The equivalence the paper's formula gives, from its published sizes. */
  @ParameterizedTest(name = "{0}: {5} samples of 212 tokens")
  @CsvSource({
    "3M, 6, 256, 64, 512, 35.8",
    "17M, 8, 512, 128, 1024, 27.7",
    "38M, 10, 512, 128, 2048, 24.3",
    "144M, 12, 1024, 256, 3072, 22.5"
  })
  void chainOf4096TokensCostsAsMuchAsTheSamplesOfThePaper(
      String name, int layers, int hidden, int keyValue, int feedForward, double samples) {
    GenerationCost cost = new GenerationCost(layers, hidden, keyValue, feedForward);
    assertThat(cost.flops(4096) / cost.flops(212)).as(name).isCloseTo(samples, within(0.05));
  }

  @Test
  void absoluteCostOf17MIsThePapers() {
    GenerationCost cost = new GenerationCost(8, 512, 128, 1024);
    assertThat(cost.flops(4096)).isCloseTo(1.07e11, within(0.005e11));
    assertThat(16 * cost.flops(212)).isCloseTo(6.19e10, within(0.005e10));
    assertThat(32 * cost.flops(212)).isCloseTo(1.24e11, within(0.005e11));
  }

  @Test
  void smallCaseIsTheFormulaByHand() {
    // layers 2, h 3, kv 1, ffn 4: per token 18 + 6 + 36 = 60; L = 5: 2 * (300 + 3 * 15) = 690
    assertThat(new GenerationCost(2, 3, 1, 4).flops(5)).isEqualTo(690);
  }

  @Test
  void sizesMustBePositive() {
    assertThatThrownBy(() -> new GenerationCost(2, 0, 1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot cost a generation")
        .hasMessageContaining("hidden size 0");
  }
}
