package dev.switchback.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.report.TrainingLog.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLogTest {
  @Test
  void lossesAreReadFromTheirLines() {
    TrainingLog log =
        TrainingLog.parse(
            List.of(
                "{\"step\":1,\"loss\":3.5,\"tokens\":100}",
                "{\"step\":1,\"validation_loss\":3.6}",
                "{\"step\":2,\"loss\":3.25,\"tokens\":200}"));
    assertThat(log.loss()).containsExactly(new Point(1, 3.5), new Point(2, 3.25));
    assertThat(log.validationLoss()).containsExactly(new Point(1, 3.6));
  }

  @Test
  void malformedLineIsNamed() {
    assertThatThrownBy(() -> TrainingLog.parse(List.of("{\"step\":1}", "{\"step\":")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("expected a JSON object");
  }

  @Test
  void smoothingAveragesNeighbours() {
    List<Point> loss = new ArrayList<>();
    for (int step = 1; step <= 5; step++) {
      loss.add(new Point(step, step));
    }
    TrainingLog log = new TrainingLog(loss, List.of());
    assertThat(log.smoothedLoss(3))
        .containsExactly(new Point(2, 1.5), new Point(4, 3.5), new Point(5, 5));
    assertThat(log.smoothedLoss(10)).isEqualTo(loss);
  }
}
