package dev.switchback.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionQualityTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(400, 0.95, 7);

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    double[] predicted = {0.1, 0.4, 0.4, 0.8, 0.9};
    double[] solved = {0, 0, 1, 1, 0};
    // Pairs of a solved and an unsolved problem: 2 x 3; right: .4>.1, tie, .8>.1, .8>.4.
    assertThat(quality(predicted, solved).areaUnderCurve().orElseThrow().value())
        .isCloseTo(3.5 / 6, within(1e-12));
  }

  @Test
  void theAreaOfSoftOutcomesIsThatOfPairsOneByOne() {
    RandomStream random = RandomStream.of(3, "soft-outcomes");
    double[] predicted = new double[40];
    double[] solved = new double[40];
    for (int i = 0; i < 40; i++) {
      predicted[i] = random.nextInt(8) / 8.0;
      solved[i] = random.nextInt(5) / 4.0;
    }
    double right = 0;
    double pairs = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        if (i != j) {
          double weight = solved[i] * (1 - solved[j]);
          int order = Double.compare(predicted[i], predicted[j]);
          right += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
          pairs += weight;
        }
      }
    }
    assertThat(quality(predicted, solved).areaUnderCurve().orElseThrow().value())
        .isCloseTo(right / pairs, within(1e-12));
  }

  @Test
  void budgetsAtWhichAllOrNoneIsSolvedHaveNoArea() {
    double[][] predicted = {{0.2, 0.3, 0.9}, {0.2, 0.3, 0.9}};
    double[][] solved = {{0, 0, 0}, {0, 1, 1}};
    PredictionQuality quality = new PredictionQuality(predicted, solved, BOOTSTRAP);
    assertThat(quality.areaUnderCurve(0)).isEmpty();
    assertThat(quality.areaUnderCurve().orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void lossesAreTheirFormulas() {
    double[][] predicted = {{0.5, 0.9}, {0.25, 0.8}};
    double[][] solved = {{1, 0}, {0.5, 1}};
    PredictionQuality quality = new PredictionQuality(predicted, solved, BOOTSTRAP);
    double first = -Math.log(0.5) - Math.log(0.1);
    double second = -0.5 * Math.log(0.25) - 0.5 * Math.log(0.75) - Math.log(0.8);
    assertThat(quality.logLoss().value()).isCloseTo((first + second) / 4, within(1e-12));
    assertThat(quality.logLoss(1).value()).isCloseTo(second / 2, within(1e-12));
    assertThat(quality.brier(0).value()).isCloseTo((0.25 + 0.81) / 2, within(1e-12));
    assertThat(quality.brier(1).value())
        .isCloseTo((0.5 * 0.5625 + 0.5 * 0.0625 + 0.04) / 2, within(1e-12));
  }

  @Test
  void aCertainMistakeCostsMuchButNotAllThereIs() {
    double[] values = {1, 0};
    assertThat(quality(values, new double[] {0, 0}).logLoss().value())
        .isCloseTo(-Math.log(1e-6) / 2, within(1e-5));
  }

  @Test
  void binsHoldLikePredictions() {
    double[] predicted = {0.9, 0.1, 0.2, 0.8};
    double[] solved = {1, 0, 1, 1};
    List<PredictionQuality.Bin> bins = quality(predicted, solved).calibration(2);
    assertThat(bins)
        .extracting(PredictionQuality.Bin::predicted)
        .satisfiesExactly(
            low -> assertThat(low).isCloseTo(0.15, within(1e-12)),
            high -> assertThat(high).isCloseTo(0.85, within(1e-12)));
    assertThat(bins.get(0).solved().value()).isEqualTo(0.5);
    assertThat(bins.get(1).solved().value()).isEqualTo(1);
    assertThat(bins.get(1).solved().low()).isLessThan(1);
    assertThat(bins.get(0).solved().problems()).isEqualTo(2);
  }

  @Test
  void intervalsOfTheAreaCoverAHalfWhereNothingIsPredicted() {
    int covered = 0;
    for (int round = 0; round < 200; round++) {
      RandomStream random = RandomStream.of(round, "null-predictions");
      double[] predicted = new double[60];
      double[] solved = new double[60];
      Arrays.setAll(predicted, i -> random.nextDouble());
      Arrays.setAll(solved, i -> random.nextInt(2));
      Estimate area = quality(predicted, solved).areaUnderCurve().orElseThrow();
      covered += area.low() <= 0.5 && area.high() >= 0.5 ? 1 : 0;
    }
    assertThat(covered).isBetween(180, 200);
  }

  @Test
  void differentSizesAreRefused() {
    assertThatThrownBy(() -> quality(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[2] predicted, [3] known");
  }

  private static PredictionQuality quality(double[] predicted, double[] solved) {
    return new PredictionQuality(new double[][] {predicted}, new double[][] {solved}, BOOTSTRAP);
  }
}
