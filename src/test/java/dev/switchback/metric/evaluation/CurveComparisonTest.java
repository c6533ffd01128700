package dev.switchback.metric.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Estimate;
import dev.switchback.metric.evaluation.Figure.Resampled;
import dev.switchback.metric.statistics.Bootstrap;
import dev.switchback.metric.statistics.TrainingSpread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveComparisonTest {
  private static final double[] BUDGETS = {64, 128, 256, 512};

  @Test
  void areaIsTheMeanOverDoublings() {
    CurveComparison comparison = comparison(new double[] {0.2, 0.1, 0, -0.1});
    // trapezoids 0.15, 0.05, -0.05 over three doublings
    assertThat(comparison.area().value()).isCloseTo(0.05, within(1e-12));
  }

  @Test
  void theLeadChangesWhereTheLastSignDoes() {
    assertThat(comparison(new double[] {0.2, 0.1, -0.1, -0.3}).crossover().orElseThrow().value())
        .isCloseTo(128 * Math.sqrt(2), within(1e-9));
    assertThat(comparison(new double[] {0.1, -0.1, 0.1, 0.3}).crossover().orElseThrow().value())
        .isCloseTo(128 * Math.sqrt(2), within(1e-9));
    // a budget without a difference is between the two
    assertThat(comparison(new double[] {0.1, 0, -0.1, -0.1}).crossover().orElseThrow().value())
        .isCloseTo(128, within(1e-9));
    assertThat(comparison(new double[] {0, 0.1, 0.1, 0.2}).crossover()).isEmpty();
  }

  @Test
  void resamplesWithoutAChangeCountAsOneBeyondTheBudgets() {
    double[] leads = {0.2, 0.2, 0.2, 0.2};
    double[] changes = {0.2, 0.1, -0.1, -0.3};
    CurveComparison comparison = comparison(changes, changes, leads, leads, leads);
    Estimate crossover = comparison.crossover().orElseThrow();
    assertThat(crossover.high()).isCloseTo(512, within(1e-9));
    assertThat(comparison.withoutCrossover()).isEqualTo(0.75);
  }

  /** The values, then those of four resamples; without any, four times the values. */
  private static CurveComparison comparison(double[] values, double[]... resamples) {
    List<Resampled> differences = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      double[] drawn = new double[4];
      for (int draw = 0; draw < 4; draw++) {
        drawn[draw] = resamples.length == 0 ? values[i] : resamples[draw][i];
      }
      differences.add(
          new Resampled(values[i], drawn, 10, new TrainingSpread(new double[][] {{values[i]}})));
    }
    return new CurveComparison(BUDGETS, differences, new Bootstrap(4, 0.95, 1));
  }
}
