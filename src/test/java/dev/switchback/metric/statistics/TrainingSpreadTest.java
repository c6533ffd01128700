package dev.switchback.metric.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.metric.Estimate;
import org.junit.jupiter.api.Test;

class TrainingSpreadTest {
  private static final Estimate PROBLEMS = new Estimate(2, 1.7, 2.4, 100);

  /** By R: t.test(c(1, 2, 3)) has the interval -0.4841377 to 4.4841377. */
  @Test
  void threeTrainingsAddStudentsInterval() {
    TrainingSpread spread = new TrainingSpread(new double[][] {{1}, {2}, {3}});
    assertThat(spread.error()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-12));

    Estimate widened = spread.widen(PROBLEMS, 0.95);
    assertThat(widened.low()).isCloseTo(2 - Math.hypot(0.3, 2.4841377), within(1e-6));
    assertThat(widened.high()).isCloseTo(2 + Math.hypot(0.4, 2.4841377), within(1e-6));
    assertThat(widened.problems()).isEqualTo(100);
  }

  /** Rows have the means 1 and 3, columns 1, 2 and 3: errors of 1 and the root of a third. */
  @Test
  void trainingsOfTwoPlayersAddUp() {
    TrainingSpread spread = new TrainingSpread(new double[][] {{0, 1, 2}, {2, 3, 4}});
    assertThat(spread.ofFirst()).containsExactly(1, 3);
    assertThat(spread.ofSecond()).containsExactly(1, 2, 3);
    assertThat(spread.error()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-12));
    double trainings = Math.hypot(12.7062047, 2.4841377);
    assertThat(spread.widen(PROBLEMS, 0.95).high())
        .isCloseTo(2 + Math.hypot(0.4, trainings), within(1e-5));
  }

  @Test
  void oneTrainingSaysNothing() {
    TrainingSpread spread = new TrainingSpread(new double[][] {{5}});
    assertThat(spread.isMeasured()).isFalse();
    assertThat(spread.widen(PROBLEMS, 0.95).low()).isCloseTo(1.7, within(1e-12));
    assertThat(spread.widen(PROBLEMS, 0.95).high()).isCloseTo(2.4, within(1e-12));
  }
}
