package dev.switchback.family.countdown.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.puzzle.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackedGeneratorTest {
  private static CountdownSettings settings(int numbers) {
    return new CountdownSettings(numbers, 1, 12, 10, 40, 0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void bothHalvesAreSolvableAndNoSplitsShareAHalf(int numbers) {
    StackedGenerator generator = new StackedGenerator(settings(numbers), 0.2, 42);
    CountdownSolver solver = new CountdownSolver();
    Map<Split, Set<String>> halves = new EnumMap<>(Split.class);
    Map<Split, Set<Integer>> targets = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      halves.put(split, new HashSet<>());
      targets.put(split, new HashSet<>());
      for (int index = 0; index < 300; index++) {
        StackedProblem problem = generator.draw(split, index).orElseThrow();
        assertThat(solver.firstSolution(problem.first())).hasSize(numbers - 1);
        assertThat(solver.firstSolution(problem.second())).hasSize(numbers - 1);
        assertThat(problem.first().target()).isEqualTo(problem.numbers().get(numbers));
        halves.get(split).add(problem.first().canonicalKey());
        halves.get(split).add(problem.second().canonicalKey());
        targets.get(split).add(problem.target());
      }
    }
    assertThat(halves.get(Split.TRAIN)).hasSizeGreaterThan(500);
    assertThat(halves.get(Split.VALIDATION)).doesNotContainAnyElementsOf(halves.get(Split.TRAIN));
    assertThat(halves.get(Split.UNSEEN_TARGET))
        .doesNotContainAnyElementsOf(halves.get(Split.TRAIN));
    assertThat(targets.get(Split.UNSEEN_TARGET))
        .doesNotContainAnyElementsOf(targets.get(Split.TRAIN))
        .doesNotContainAnyElementsOf(targets.get(Split.VALIDATION));
  }

  @Test
  void aDrawIsAFunctionOfSeedSplitAndIndex() {
    StackedGenerator one = new StackedGenerator(settings(4), 0.2, 42);
    StackedGenerator backwards = new StackedGenerator(settings(4), 0.2, 42);
    StackedGenerator otherSeed = new StackedGenerator(settings(4), 0.2, 43);
    List<StackedProblem> drawn =
        List.of(one.draw(Split.TRAIN, 0).orElseThrow(), one.draw(Split.TRAIN, 1).orElseThrow());
    assertThat(backwards.draw(Split.TRAIN, 1)).contains(drawn.get(1));
    assertThat(backwards.draw(Split.TRAIN, 0)).contains(drawn.get(0));
    assertThat(otherSeed.draw(Split.TRAIN, 0)).isPresent().isNotEqualTo(one.draw(Split.TRAIN, 0));
  }

  @Test
  void halvesOfTwoNumbersAreRefused() {
    assertThatThrownBy(() -> new StackedGenerator(settings(2), 0.2, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot draw stacked problems: 2 numbers, expected 3 or 4 in each half");
  }

  @Test
  void theKeysAreThoseOfTheHalves() {
    StackedProblem problem = new StackedProblem(List.of(3, 2, 1, 3, 9, 7, 1, 7), 24);
    assertThat(problem.exactKey()).isEqualTo("3,2,1,3:9/9,7,1,7:24");
    assertThat(problem.canonicalKey()).isEqualTo("1,2,3,3:9/1,7,7,9:24");
    assertThatThrownBy(() -> new StackedProblem(Collections.nCopies(7, 1), 24))
        .hasMessageContaining("expected 6 or 8 numbers");
    assertThatThrownBy(() -> new StackedProblem(Collections.nCopies(8, -1), 24))
        .hasMessageContaining("expected no negative number");
    assertThat(StackedProblem.find(Collections.nCopies(7, 1L), 24)).isEmpty();
    assertThat(StackedProblem.find(Collections.nCopies(8, -1L), 24)).isEmpty();
    assertThat(StackedProblem.find(Collections.nCopies(8, 1L), 1))
        .contains(new StackedProblem(Collections.nCopies(8, 1), 1));
  }
}
