package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackedVerifierTest {
  private static final StackedProblem PROBLEM =
      new StackedProblem(List.of(1, 2, 3, 3, 9, 1, 7, 7), 24);
  private static final String CORRECT =
      """
      Current State: 24:[1, 2, 3, 3, 9, 1, 7, 7], Operations: []
      Current State: 9:[1, 2, 3, 3], Operations: []
      Exploring Operation: 1+2=3, Resulting Numbers: [3, 3, 3]
      Current State: 9:[3, 3, 3], Operations: ['1+2=3']
      Exploring Operation: 3+3=6, Resulting Numbers: [3, 6]
      Current State: 9:[3, 6], Operations: ['1+2=3', '3+3=6']
      Exploring Operation: 3+6=9, Resulting Numbers: [9]
      9,9 equal
      Current State: 24:[9, 1, 7, 7], Operations: []
      Exploring Operation: 9+1=10, Resulting Numbers: [7, 7, 10]
      Current State: 24:[7, 7, 10], Operations: ['9+1=10']
      Exploring Operation: 7+7=14, Resulting Numbers: [10, 14]
      Current State: 24:[10, 14], Operations: ['9+1=10', '7+7=14']
      Exploring Operation: 10+14=24, Resulting Numbers: [24]
      24,24 equal: Goal Reached
      """;

  @Test
  void bothHalvesHaveToBeRight() {
    Verdict verdict = verify(CORRECT);
    assertThat(verdict.correct()).isTrue();
    assertThat(verdict.correctPaper()).isTrue();
    assertThat(verdict.solutionEnd()).isEqualTo(CORRECT.length() - 1);
    assertThat(verify(CORRECT + "\0,9 equal\n").correct()).isTrue();
    assertThat(new StackedQuestion(PROBLEM).verify(CORRECT)).isEqualTo(verdict);
    assertThat(new StackedQuestion(PROBLEM).statement())
        .isEqualTo("Make 9 from 1, 2, 3 and 3, then 24 from 9, 1, 7 and 7");
    assertThat(new StackedQuestion(PROBLEM).prompt(TraceStyle.BACKTRACKING))
        .isEqualTo(CORRECT.substring(0, CORRECT.indexOf('\n') + 1));
  }

  @Test
  void eachFaultHasItsName() {
    assertThat(error(CORRECT.replace("9,9 equal\n", ""))).isEqualTo("no-claim");
    assertThat(error(CORRECT.replace(": Goal Reached", ""))).isEqualTo("no-claim");
    assertThat(error(CORRECT.replace("9,9 equal\n", "24,24 equal: Goal Reached\n9,9 equal\n")))
        .isEqualTo("no-claim");
    assertThat(error(CORRECT.replace("9,9 equal", "3,9 equal"))).isEqualTo("wrong-claim");
    assertThat(error(CORRECT.replace("3+6=9", "3+6=8"))).isEqualTo("arithmetic");
    assertThat(error(CORRECT.replace("'7+7=14'", "'7+8=15'"))).isEqualTo("unavailable-operand");
    assertThat(error(CORRECT.replace("'9+1=10', ", ""))).isEqualTo("unavailable-operand");
    assertThat(error(CORRECT.replace("3, 3, 9", "3, 4, 9"))).isEqualTo("other-problem");
    assertThat(error(CORRECT.replace("1, 7, 7], Operations: []\nC", "7, 7], Operations: []\nC")))
        .isEqualTo("malformed");
    assertThat(error("")).isEqualTo("malformed");
  }

  @Test
  void theOrderWithinAHalfDoesNotMatterButTheFifthNumberDoes() {
    assertThat(
            StackedVerifier.verify(new StackedProblem(List.of(3, 2, 1, 3, 9, 7, 1, 7), 24), CORRECT)
                .correct())
        .isTrue();
    assertThat(
            StackedVerifier.verify(new StackedProblem(List.of(3, 2, 1, 3, 7, 9, 1, 7), 24), CORRECT)
                .error())
        .contains("other-problem");
  }

  @Test
  void mistakesAreTheUnequalLeavesOfBothHalves() {
    String leaf = "7,9 unequal\n";
    assertThat(verify(CORRECT.replace("9,9 equal", leaf + "9,9 equal")).mistakes()).isEqualTo(1);
    assertThat(
            verify(CORRECT.replace("24,24 equal", leaf + "2,24 unequal: No Solution\n24,24 equal"))
                .mistakes())
        .isEqualTo(2);
  }

  private static Verdict verify(String text) {
    return StackedVerifier.verify(PROBLEM, text);
  }

  private static String error(String text) {
    Verdict verdict = verify(text);
    assertThat(verdict.correct()).isFalse();
    return verdict.error().orElseThrow();
  }
}
