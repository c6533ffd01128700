package dev.switchback.family.sudoku.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.family.sudoku.search.SudokuGrader.SudokuDifficulty;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SudokuGraderTest {
  private static final SudokuGrader GRADER = new SudokuGrader(9);

  @Test
  void theHardestTechniqueIsEnoughAndNoEasierOnesAre() {
    SudokuSearch search = new SudokuSearch(9);
    for (int number = 0; number < 60; number++) {
      SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("grade", number), 9);
      SudokuDifficulty difficulty = GRADER.grade(puzzle);
      assertThat(GRADER.hardest(puzzle)).isEqualTo(difficulty.hardest());
      if (difficulty.hardest().equals(SudokuDifficulty.GUESS)) {
        assertThat(difficulty.guesses()).isPositive();
        assertThat(search.deduce(puzzle, SudokuTechnique.all(true), new SudokuSearchCount()))
            .isFalse();
      } else {
        SudokuTechnique hardest = SudokuTechnique.of(difficulty.hardest());
        Set<SudokuTechnique> enough = EnumSet.range(SudokuTechnique.LONE_SINGLE, hardest);
        assertThat(search.deduce(puzzle, enough, new SudokuSearchCount())).isTrue();
        enough.remove(hardest);
        assertThat(search.deduce(puzzle, enough, new SudokuSearchCount())).isFalse();
        assertThat(difficulty.guesses()).isZero();
      }
      assertThat(difficulty.naiveGuesses()).isGreaterThanOrEqualTo(difficulty.naiveReverts());
    }
  }

  @Test
  void aPuzzleWithoutASolutionIsRefusedAndOneWithManyNeedsAGuess() {
    assertThatThrownBy(() -> new SudokuGrader(4).grade(new SudokuPuzzle("12....3........4")))
        .hasMessageContaining("has no solution");
    assertThat(new SudokuGrader(4).hardest(new SudokuPuzzle("1...............")))
        .isEqualTo(SudokuDifficulty.GUESS);
    assertThat(new SudokuGrader(4).hardest(new SudokuPuzzle("1234341221434321")))
        .isEqualTo("lone-single");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"4, 2, deduced", "6, 4, deduced drawn", "9, 10, deduced drawn"})
  void anEasierPuzzleHasMoreCellsAndTheSameSolution(int size, int added, String kinds) {
    SudokuEasing easing = new SudokuEasing(size);
    SudokuSolver solver = new SudokuSolver(size);
    Set<String> random = new HashSet<>();
    for (int number = 0; number < 300; number++) {
      SudokuPuzzle puzzle = RandomSudoku.minimal(Cases.random("ease", number), size);
      SudokuPuzzle easier = easing.ease(puzzle, 7, number);
      assertThat(easier.clues()).isEqualTo(puzzle.clues() + added);
      assertThat(solver.solve(easier)).isEqualTo(solver.solve(puzzle));
      assertThat(solver.unique(easier)).isTrue();
      for (int cell = 0; cell < size * size; cell++) {
        assertThat(puzzle.digit(cell) == 0 || easier.digit(cell) == puzzle.digit(cell)).isTrue();
      }
      assertThat(easing.ease(puzzle, 7, number)).isEqualTo(easier);
      SudokuSearchCount count = new SudokuSearchCount();
      new SudokuSearch(size).deduce(puzzle, SudokuTechnique.all(true), count);
      boolean drawn = count.placements() < added;
      boolean other = !easing.ease(puzzle, 8, number).equals(easier);
      assertThat(other && !drawn).isFalse();
      random.add(other ? "drawn" : "deduced");
    }
    assertThat(random).containsExactlyInAnyOrder(kinds.split(" "));
  }

  @Test
  void aPuzzleWithFewEmptyCellsIsFilledWhenItIsMadeEasier() {
    assertThat(new SudokuEasing(4).ease(new SudokuPuzzle("123434122143432."), 1, 1).clues())
        .isEqualTo(16);
  }
}
