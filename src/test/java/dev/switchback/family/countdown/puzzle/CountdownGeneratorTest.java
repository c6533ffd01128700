package dev.switchback.family.countdown.puzzle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.puzzle.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountdownGeneratorTest {
  private static CountdownSettings settings(
      int numbers, int maxNumber, int minTarget, int maxTarget) {
    return new CountdownSettings(numbers, 1, maxNumber, minTarget, maxTarget, 0.1);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"2,30,5,60", "3,9,10,30", "4,99,10,100", "5,50,100,200", "6,10,10,100"})
  void splitsShareNoCanonicalProblemAndAllProblemsAreSolvable(
      int numbers, int maxNumber, int minTarget, int maxTarget) {
    CountdownSettings settings = settings(numbers, maxNumber, minTarget, maxTarget);
    CountdownGenerator generator = new CountdownGenerator(settings, 0.2, 42);
    CountdownSolver solver = new CountdownSolver();
    Map<Split, Set<String>> keys = new EnumMap<>(Split.class);
    Map<Split, Set<Integer>> targets = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      keys.put(split, new HashSet<>());
      targets.put(split, new HashSet<>());
      for (int index = 0; index < (split == Split.TRAIN ? 3000 : 15); index++) {
        CountdownProblem problem = draw(generator, split, index);
        assertThat(problem.numbers())
            .hasSize(numbers)
            .allMatch(number -> number >= 1 && number <= maxNumber);
        assertThat(problem.target()).isBetween(minTarget, maxTarget);
        assertThat(solver.firstSolution(problem)).hasSize(numbers - 1);
        keys.get(split).add(problem.canonicalKey());
        targets.get(split).add(problem.target());
      }
    }
    assertThat(Collections.disjoint(keys.get(Split.TRAIN), keys.get(Split.VALIDATION))).isTrue();
    assertThat(generator.targets().seen()).containsAll(targets.get(Split.TRAIN));
    assertThat(generator.targets().seen()).containsAll(targets.get(Split.VALIDATION));
    assertThat(generator.targets().unseen()).containsAll(targets.get(Split.UNSEEN_TARGET));
    assertThat(generator.targets().seen())
        .doesNotContainAnyElementsOf(generator.targets().unseen());
  }

  /** Data sets of earlier versions can be made again. */
  @ParameterizedTest
  @CsvSource({
    "3, TRAIN, '38,77,97:58'",
    "3, VALIDATION, '77,32,57:12'",
    "3, UNSEEN_TARGET, '75,79,37:41'",
    "4, TRAIN, '15,78,3,75:58'",
    "4, VALIDATION, '39,21,32,2:12'",
    "4, UNSEEN_TARGET, '45,59,49,76:41'",
    "6, TRAIN, '40,56,51,85,53,49:58'"
  })
  void theFirstProblemOfASeedStaysTheSame(int numbers, Split split, String exactKey) {
    CountdownSettings settings = settings(numbers, 99, 10, 100);
    assertThat(new CountdownGenerator(settings, 0.05, 42).draw(split, 0).orElseThrow().exactKey())
        .isEqualTo(exactKey);
  }

  @Test
  void problemsDependOnNothingButSeedSplitAndIndex() {
    CountdownSettings settings = settings(3, 20, 10, 50);
    CountdownGenerator inOrder = new CountdownGenerator(settings, 0.1, 42);
    CountdownGenerator backwards = new CountdownGenerator(settings, 0.1, 42);
    CountdownGenerator otherSeed = new CountdownGenerator(settings, 0.1, 43);
    int same = 0;
    for (Split split : Split.values()) {
      List<CountdownProblem> problems =
          IntStream.range(0, 50).mapToObj(index -> draw(inOrder, split, index)).toList();
      for (int index = 49; index >= 0; index--) {
        assertThat(draw(backwards, split, index)).isEqualTo(problems.get(index));
        same += draw(otherSeed, split, index).equals(problems.get(index)) ? 1 : 0;
      }
    }
    assertThat(same).isLessThan(5);
  }

  @Test
  void targetsAreDrawnEvenlyFromThoseThatCanBeReached() {
    CountdownSettings settings = settings(2, 9, 10, 100);
    CountdownTargets targets = CountdownTargets.of(settings, 42);
    List<Integer> products =
        IntStream.rangeClosed(10, 81)
            .filter(t -> IntStream.rangeClosed(1, 9).anyMatch(a -> t % a == 0 && t / a <= 9))
            .boxed()
            .toList();
    assertThat(targets.seen().size() + targets.unseen().size())
        .isEqualTo(products.size() + sumsThatAreNoProducts(products));
    assertThat(targets.unseen()).hasSize((products.size() + sumsThatAreNoProducts(products)) / 10);
    CountdownGenerator generator = new CountdownGenerator(settings(4, 99, 10, 19), 0.1, 42);
    long elevens =
        IntStream.range(0, 9000)
            .filter(index -> draw(generator, Split.TRAIN, index).target() == 11)
            .count();
    assertThat(elevens).isBetween(850L, 1150L);
  }

  private static int sumsThatAreNoProducts(List<Integer> products) {
    return (int) IntStream.rangeClosed(10, 18).filter(sum -> !products.contains(sum)).count();
  }

  @Test
  void theStudysSettingsHoldOutNineOfNinetyOneTargets() {
    CountdownTargets targets = CountdownTargets.of(settings(4, 99, 10, 100), 42);
    assertThat(targets.unseen()).hasSize(9).isSorted();
    assertThat(targets.seen()).hasSize(82).isSorted();
  }

  @Tag("slow")
  @Test
  void validationProblemsAreTheirShareOfAllCanonicalProblems() {
    CountdownSettings settings = settings(2, 30, 2, 60);
    CountdownGenerator generator = new CountdownGenerator(settings, 0.25, 42);
    Set<String> train = new HashSet<>();
    for (int index = 0; index < 30_000; index++) {
      train.add(draw(generator, Split.TRAIN, index).canonicalKey());
    }
    Set<String> validation = new HashSet<>();
    for (int index = 0; index < 10_000; index++) {
      validation.add(draw(generator, Split.VALIDATION, index).canonicalKey());
    }
    assertThat(validation.size() / (double) (validation.size() + train.size())).isBetween(0.2, 0.3);
  }

  @Test
  void whereThereIsNoProblemThereIsNoDraw() {
    CountdownGenerator unreachable = new CountdownGenerator(settings(2, 9, 90, 105), 0.1, 42);
    assertThat(unreachable.draw(Split.TRAIN, 0)).isEmpty();
  }

  private static CountdownProblem draw(CountdownGenerator generator, Split split, long index) {
    return generator.draw(split, index).orElseThrow();
  }
}
