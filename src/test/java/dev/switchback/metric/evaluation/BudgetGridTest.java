package dev.switchback.metric.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.metric.evaluation.EvaluationPlan.BudgetGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetGridTest {
  @Test
  void eightPointsPerDoublingAndTheGivenOnes() {
    assertThat(BudgetGrid.refine(List.of(75, 64, 32)))
        .containsExactly(32.0, 35.0, 38.0, 41.0, 45.0, 49.0, 54.0, 59.0, 64.0, 70.0, 75.0);
  }

  @Test
  void oneBudgetIsAGridOfOnePoint() {
    assertThat(BudgetGrid.refine(List.of(256))).containsExactly(256.0);
  }

  @Test
  void budgetsMustBePositive() {
    assertThatThrownBy(() -> BudgetGrid.refine(List.of(0, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0, 8]");
    assertThatThrownBy(() -> BudgetGrid.refine(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }
}
