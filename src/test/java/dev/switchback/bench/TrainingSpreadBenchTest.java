package dev.switchback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.bench.TrainingSpreadBench.Line;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small run of the simulation; docs/statistics.md has the table of a large one. */
@Tag("slow")
class TrainingSpreadBenchTest {
  private final TrainingSpreadBench bench = new TrainingSpreadBench(200, 120, 200);

  @Test
  void intervalsHoldForTheNextTraining() {
    Line line = bench.run(3, 0.5);
    assertThat(line.solved()).isGreaterThan(0.9);
    assertThat(line.difference()).isGreaterThan(0.9);
    assertThat(line.problemsAlone()).isLessThan(0.75);
  }

  @Test
  void twoTrainingsAreEnoughForAnHonestInterval() {
    Line line = bench.run(2, 0.2);
    assertThat(line.solved()).isGreaterThan(0.9);
    assertThat(line.difference()).isGreaterThan(0.9);
  }
}
