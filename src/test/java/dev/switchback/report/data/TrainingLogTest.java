package dev.switchback.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.report.data.TrainingLog.Point;
import dev.switchback.report.data.TrainingLog.TuningPoint;
import dev.switchback.train.RoundReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLogTest {
  @Test
  void lossesAreThoseOfTheRounds() {
    TrainingLog log =
        TrainingLog.of(
            List.of(
                new RoundReport(
                    10, 1000, 3.5, 1, 0.001, 500, 2, 2.5, 0, 0, 0, null, null, null, null, null),
                new RoundReport(
                    20, 2000, 3.25, 1, 0.001, 500, 2, 2.5, 0, 0, 0, 3.6, null, null, null, null)));
    assertThat(log.loss()).containsExactly(new Point(10, 3.5), new Point(20, 3.25));
    assertThat(log.validationLoss()).containsExactly(new Point(20, 3.6));
    assertThat(log.tuning()).isEmpty();
  }

  @Test
  void tuningPointsStandAtWhatTheTrainingHasTakenSoFar() {
    TrainingLog log =
        TrainingLog.of(
            List.of(
                new RoundReport(
                    10, 1000, 3.5, 1, 0.001, 500, 2, 900, 0, 0, 0, null, null, null, null, null),
                new RoundReport(
                    20, 2000, 3.2, 1, 0.001, 500, 2, 900, 0, 0, 0, null, 0.5, 0.75, null, 5e9),
                new RoundReport(
                    30, 3000, 3.1, 1, 0.001, 500, 2, 900, 0, 0, 0, null, 0.6, null, null, null)));
    assertThat(log.tuning())
        .containsExactly(
            new TuningPoint(20, 2000, 0.5, 5e9, 0.5, 0.75),
            new TuningPoint(30, 3000, 0.75, Double.NaN, 0.6, Double.NaN));
  }

  @Test
  void smoothingAveragesNeighbours() {
    List<Point> loss = new ArrayList<>();
    for (int step = 1; step <= 5; step++) {
      loss.add(new Point(step, step));
    }
    TrainingLog log = new TrainingLog(loss, List.of(), List.of());
    assertThat(log.smoothedLoss(3))
        .containsExactly(new Point(2, 1.5), new Point(4, 3.5), new Point(5, 5));
    assertThat(log.smoothedLoss(10)).isEqualTo(loss);
  }
}
