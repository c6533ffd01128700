package dev.switchback.metric.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecodingCostTest {
  private final DecodingCost cost = new DecodingCost(8, 512, 128, 1024, 46);

  @Test
  void isTheSumOverPositions() {
    int prompt = 24;
    int tokens = 190;
    double products = 2.0 * (2 * 512 * 512 + 2 * 512 * 128 + 3 * 512 * 1024);
    double reading = 0;
    for (int position = 1; position < prompt; position++) {
      reading += 8 * (products + 4.0 * 512 * position);
    }
    double writing = 0;
    for (int token = 0; token < tokens; token++) {
      writing += 8 * (products + 4.0 * 512 * (prompt + token)) + 2.0 * 512 * 46;
    }
    assertThat(cost.ofPrompt(prompt)).isCloseTo(reading, within(1e-9 * reading));
    assertThat(cost.ofCompletion(prompt, tokens)).isCloseTo(writing, within(1e-9 * writing));
  }

  /** Two rows of 3 and 5 positions: each position once forward and twice as much backward. */
  @Test
  void trainingIsThreeTimesTheForwardPass() {
    double forward = cost.ofCompletion(1, 3) + cost.ofCompletion(1, 5);
    assertThat(cost.ofTraining(8, 6 + 15)).isCloseTo(3 * forward, within(1e-9 * forward));
    double weights = 8 * (2.0 * 512 * 512 + 2 * 512 * 128 + 3 * 512 * 1024) + 512 * 46;
    assertThat(cost.ofTraining(8, 0)).isCloseTo(6 * weights * 8, within(1.0));
    assertThat(cost.ofTraining(8, 21) - cost.ofTraining(8, 0))
        .isCloseTo(8 * 12.0 * 512 * 21, within(1.0));
  }

  @Test
  void countsAboutTwiceThePapersMultiplyAdds() {
    GenerationCost paper = new GenerationCost(8, 512, 128, 1024);
    double ratio = cost.ofCompletion(24, 190) / paper.flops(190);
    // the head and the prompt's keys add to twice the products, attention counts four times
    assertThat(ratio).isBetween(2.0, 2.2);
  }

  @Test
  void sizesArePositive() {
    assertThatThrownBy(() -> new DecodingCost(8, 512, 0, 1024, 46))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key-value size 0");
  }
}
