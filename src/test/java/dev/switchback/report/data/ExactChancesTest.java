package dev.switchback.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchback.dataset.ChanceTable;
import dev.switchback.metric.Estimate;
import dev.switchback.report.data.ExactChances.Chance;
import dev.switchback.report.data.JointSuccesses.Tries;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ExactChancesTest {
  private static final Estimate NONE = new Estimate(0, 0, 0, 1);

  /**
   * Of ten tries at a chance of one half 2 to 8 are usual: P(X <= 1) = 0.0107, P(X <= 2) = 0.0547.
   */
  @Test
  void agreementCountsProblemsWhoseTriesAreUsual() {
    assertThat(agreement(0.5, 5)).isEqualTo(1);
    assertThat(agreement(0.5, 2)).isEqualTo(1);
    assertThat(agreement(0.5, 1)).isEqualTo(0);
    assertThat(agreement(0.5, 8)).isEqualTo(1);
    assertThat(agreement(0.5, 9)).isEqualTo(0);
    assertThat(agreement(0, 0)).isEqualTo(1);
    assertThat(agreement(0, 1)).isEqualTo(0);
    assertThat(agreement(1, 10)).isEqualTo(1);
    assertThat(agreement(1, 9)).isEqualTo(0);
  }

  private static double agreement(double chance, int right) {
    Chance problem =
        new Chance(Math.log10(chance), 0, new Tries(right, 10, false), new Tries(1, 1, true));
    ExactChances chances = new ExactChances(NONE, NONE, NONE, List.of(problem));
    assertThat(chances.drawn(Chance::before)).isEqualTo(right / 10.0);
    return chances.agreement(Chance::log10Before, Chance::before);
  }

  /** Probabilities far below the smallest double have a sum all the same. */
  @Test
  void logarithmsAreAddedWithoutUnderflow() {
    Row row = ChanceTable.row("direct", "p", new double[] {-2000, -2000 + Math.log(3)});
    assertThat(row.getInt(2)).isEqualTo(2);
    assertThat(row.getDouble(3)).isZero();
    assertThat(row.getDouble(4)).isCloseTo((-2000 + Math.log(4)) / Math.log(10), within(1e-9));
    assertThat(ChanceTable.row("direct", "p", new double[] {0, 1e-9}).getDouble(3)).isEqualTo(1);
    assertThat(ChanceTable.row("direct", "p", new double[0]).isNullAt(4)).isTrue();
  }
}
