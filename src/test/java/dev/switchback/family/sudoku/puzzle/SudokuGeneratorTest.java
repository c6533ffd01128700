package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import dev.switchback.family.sudoku.SudokuExamples;
import dev.switchback.puzzle.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SudokuGeneratorTest {
  private static SudokuSettings settings(int size, int minClues, int maxClues, boolean symmetric) {
    return SudokuExamples.settings(
        "size = %d, min-clues = %d, max-clues = %d, symmetric = %s"
            .formatted(size, minClues, maxClues, symmetric));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 22, 29, false",
    "9, 17, 23, false",
    "9, 30, 33, false",
    "9, 22, 29, true",
    "9, 31, 31, true",
    "9, 81, 81, false",
    "4, 4, 6, false",
    "6, 16, 16, false",
    "6, 8, 12, false",
    "6, 36, 36, false",
    "6, 12, 16, true",
    "4, 4, 6, true",
    "4, 8, 9, false"
  })
  void puzzlesAreAsTheSettingsSay(int size, int minClues, int maxClues, boolean symmetric) {
    SudokuGenerator generator =
        new SudokuGenerator(settings(size, minClues, maxClues, symmetric), 0.2, 42);
    SudokuSolver solver = new SudokuSolver(size);
    for (int index = 0; index < 40; index++) {
      SudokuPuzzle puzzle = generator.problem(Split.TRAIN, index);

      assertThat(puzzle.size()).isEqualTo(size);
      assertThat(puzzle.clues()).isBetween(minClues, maxClues);
      assertThat(solver.unique(puzzle)).isTrue();
      if (symmetric) {
        assertThat(layout(puzzle)).isEqualTo(turnedHalf(layout(puzzle)));
      }
      if (puzzle.clues() > minClues && !symmetric) {
        assertThatEveryClueIsNeeded(puzzle, solver);
      }
    }
  }

  @Tag("slow")
  @Test
  void puzzlesOfFewCluesAreFound() {
    SudokuGenerator generator = new SudokuGenerator(settings(9, 17, 20, false), 0.2, 42);
    SudokuGenerator backwards = new SudokuGenerator(settings(9, 17, 20, false), 0.2, 42);
    SudokuSolver solver = new SudokuSolver(9);
    for (int index = 5; index >= 0; index--) {
      SudokuPuzzle puzzle = generator.problem(Split.TRAIN, index);

      assertThat(puzzle.clues()).isBetween(17, 20);
      assertThat(solver.unique(puzzle)).isTrue();
      assertThatEveryClueIsNeeded(puzzle, solver);
    }
    assertThat(backwards.problem(Split.TRAIN, 1)).isEqualTo(generator.problem(Split.TRAIN, 1));
  }

  private static String layout(SudokuPuzzle puzzle) {
    return puzzle.givens().replaceAll("[1-9]", "x");
  }

  private static String turnedHalf(String layout) {
    return new StringBuilder(layout).reverse().toString();
  }

  private static void assertThatEveryClueIsNeeded(SudokuPuzzle puzzle, SudokuSolver solver) {
    for (int cell = 0; cell < puzzle.givens().length(); cell++) {
      if (puzzle.digit(cell) != 0) {
        byte[] without = puzzle.cells();
        without[cell] = 0;
        assertThat(solver.countSolutions(without, 2)).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 22, 29", "6, 16, 16", "4, 4, 6"})
  void problemsDependOnNothingButSeedSplitAndIndex(int size, int minClues, int maxClues) {
    SudokuSettings settings = settings(size, minClues, maxClues, false);
    SudokuGenerator inOrder = new SudokuGenerator(settings, 0.2, 42);
    SudokuGenerator backwards = new SudokuGenerator(settings, 0.2, 42);
    SudokuGenerator otherSeed = new SudokuGenerator(settings, 0.2, 43);
    int same = 0;
    for (Split split : new Split[] {Split.TRAIN, Split.VALIDATION}) {
      List<SudokuPuzzle> problems =
          IntStream.range(0, 50).mapToObj(index -> inOrder.problem(split, index)).toList();
      for (int index = 49; index >= 0; index--) {
        assertThat(backwards.problem(split, index)).isEqualTo(problems.get(index));
        same += otherSeed.problem(split, index).equals(problems.get(index)) ? 1 : 0;
      }
      assertThat(new HashSet<>(problems)).hasSizeGreaterThan(size == 9 ? 49 : 40);
    }
    assertThat(same).isLessThan(5);
  }

  @ParameterizedTest
  @CsvSource({"9, 22, 29, 300", "4, 4, 6, 2000", "4, 7, 9, 2000"})
  void splitsShareNoSymmetryClass(int size, int minClues, int maxClues, int problems) {
    SudokuGenerator generator =
        new SudokuGenerator(settings(size, minClues, maxClues, false), 0.2, 42);
    Set<String> train = new HashSet<>();
    for (int index = 0; index < problems; index++) {
      train.add(generator.problem(Split.TRAIN, index).canonicalKey());
    }
    for (int index = 0; index < problems / 4; index++) {
      assertThat(train).doesNotContain(generator.problem(Split.VALIDATION, index).canonicalKey());
    }
  }

  @Test
  void guessesAreBoundedAsWanted() {
    FewestCandidatesSearch search = new FewestCandidatesSearch(9);
    SudokuGenerator easy = new SudokuGenerator(SudokuExamples.settings("max-guesses = 0"), 0.2, 1);
    SudokuGenerator hard =
        new SudokuGenerator(SudokuExamples.settings("min-guesses = 20, max-guesses = 60"), 0.2, 1);
    for (int index = 0; index < 20; index++) {
      assertThat(search.guesses(easy.problem(Split.TRAIN, index))).isZero();
      assertThat(search.guesses(hard.problem(Split.VALIDATION, index))).isBetween(20L, 60L);
    }
  }

  @Test
  void aFinishMayRefuseOrChangeAPuzzle() {
    SudokuSettings settings = SudokuExamples.settings("easier = true");
    SudokuSolver solver = new SudokuSolver(9);
    SudokuGenerator generator =
        new SudokuGenerator(
            settings,
            0.2,
            42,
            puzzle ->
                puzzle.digit(0) == 0
                    ? Optional.empty()
                    : solver.solve(puzzle).map(SudokuPuzzle::new));

    assertThat(generator.problem(Split.TRAIN, 0).clues()).isEqualTo(81);
    assertThatThrownBy(() -> new SudokuGenerator(settings, 0.2, 42))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot generate puzzles by clue removal alone: SudokuSettings[")
        .hasMessageEndingWith("expected easier = false and no technique; give a finish");
  }

  @Tag("slow")
  @Test
  void whatIsNotFoundIsSaid() {
    SudokuSettings settings =
        SudokuExamples.settings("size = 4, min-clues = 16, max-clues = 16, min-guesses = 1");

    assertThatThrownBy(() -> new SudokuGenerator(settings, 0.2, 42).problem(Split.TRAIN, 3))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Cannot make Sudoku puzzle 3 of the train split: none in 200000 tries has what the"
                + " settings ask for, min-clues = 16, max-clues = 16, min-guesses = 1,"
                + " max-guesses = -1, validation-share = 0.2; widen these");
  }

  @Test
  void thereIsNoSplitOfUnseenTargets() {
    SudokuGenerator generator = new SudokuGenerator(settings(4, 4, 6, false), 0.2, 42);

    assertThatThrownBy(() -> generator.problem(Split.UNSEEN_TARGET, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot make Sudoku puzzles for the split: unseen-target, expected train or"
                + " validation");
  }
}
