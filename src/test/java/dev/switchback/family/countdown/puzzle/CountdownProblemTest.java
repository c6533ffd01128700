package dev.switchback.family.countdown.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountdownProblemTest {
  @Test
  void theCanonicalKeyForgetsTheOrderOfTheNumbers() {
    CountdownProblem problem = new CountdownProblem(List.of(20, 3, 8, 3), 24);
    assertThat(problem.canonicalKey()).isEqualTo("3,3,8,20:24");
    assertThat(new CountdownProblem(List.of(3, 20, 3, 8), 24).canonicalKey())
        .isEqualTo(problem.canonicalKey());
    assertThat(new CountdownProblem(List.of(3, 20, 8, 8), 24).canonicalKey())
        .isNotEqualTo(problem.canonicalKey());
  }

  @Test
  void theExactKeyKeepsTheOrderOfTheNumbers() {
    assertThat(new CountdownProblem(List.of(20, 3, 8, 3), 24).exactKey()).isEqualTo("20,3,8,3:24");
  }

  @Test
  void whatIsNoProblemIsRefused() {
    refused(List.of(1), 1, "expected 2 to 6 numbers");
    refused(Collections.nCopies(7, 1), 1, "expected 2 to 6 numbers");
    refused(List.of(1, -1), 1, "expected no negative number");
    refused(List.of(1, 1), -1, "expected no negative number");
    refused(Collections.nCopies(6, 1000), 1, "expected numbers whose product stays below 10^18");
    assertThat(new CountdownProblem(Collections.nCopies(6, 999), 9999).numbers()).hasSize(6);
  }

  private static void refused(List<Integer> numbers, int target, String expectation) {
    assertThatThrownBy(() -> new CountdownProblem(numbers, target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make a CountDown problem: numbers "
                + numbers
                + ", target "
                + target
                + ", "
                + expectation);
    assertThat(CountdownProblem.find(numbers.stream().map(Integer::longValue).toList(), target))
        .isEmpty();
  }
}
