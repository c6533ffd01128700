package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.Operation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalculationTest {
  @Test
  void sameCalculationInAnotherOrderHasTheSameFormula() {
    String formula = of("3*8=24", "5+2=7", "24+7=31");
    assertThat(formula).isEqualTo("((2+5)+(3*8))");
    assertThat(of("2+5=7", "8*3=24", "7+24=31")).isEqualTo(formula);
  }

  @Test
  void anotherCalculationHasAnother() {
    assertThat(of("8-3=5", "5*4=20")).isEqualTo("((8-3)*4)").isNotEqualTo(of("8*4=32", "32-12=20"));
    assertThat(of("9-4=5")).isNotEqualTo(of("4-9=5"));
  }

  @Test
  void wrongStepsKeepTheirResults() {
    assertThat(of("3*8=25")).isEqualTo("(3*8=25)");
  }

  @Test
  void stepsThatDoNotJoinUpStandSideBySide() {
    assertThat(of("3+4=7", "1+1=2")).isEqualTo("(1+1); (3+4)");
  }

  private static String of(String... steps) {
    List<Operation> operations =
        Arrays.stream(steps).map(step -> LineParser.operation(step).orElseThrow()).toList();
    return Calculation.of(operations);
  }
}
