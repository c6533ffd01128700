package dev.switchback.family.countdown.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.CountdownSolver;
import dev.switchback.family.countdown.search.DifficultyMeter.CountdownDifficulty;
import dev.switchback.family.countdown.trace.CountdownProblems;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.trace.Trace;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DifficultyMeterTest {
  private static final DifficultyMeter METER = new DifficultyMeter();

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itAgreesWithWhatTracesSay(int number) {
    CountdownProblem problem = CountdownProblems.any(Cases.random("difficulty", number), 5);
    CountdownDifficulty difficulty = METER.measure(problem);
    Trace sum = CountdownTraces.write(problem, CountdownStyle.DFS_SUM);
    Trace mult = CountdownTraces.write(problem, CountdownStyle.DFS_MULT);
    long solutions = new CountdownSolver().countSolutions(problem);
    assertThat(difficulty)
        .isEqualTo(
            new CountdownDifficulty(
                solutions, sum.nodes(), sum.solved(), mult.nodes(), mult.solved()));
  }

  @Test
  void aSearchMayMissTheOnlySolutionsThereAre() {
    CountdownDifficulty missed = METER.measure(new CountdownProblem(List.of(7, 47, 9, 5), 61));
    assertThat(missed.solutionCount()).isPositive();
    assertThat(missed.dfsMultSolves()).isFalse();
    assertThat(missed.dfsMultNodes()).isZero();
  }
}
