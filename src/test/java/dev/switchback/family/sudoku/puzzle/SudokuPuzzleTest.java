package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SudokuPuzzleTest {
  @Test
  void aPuzzleTellsItsCells() {
    SudokuPuzzle puzzle = SudokuPuzzle.parse("1200" + "0000" + "0000" + "0003");

    assertThat(puzzle.givens()).isEqualTo("12.............3");
    assertThat(puzzle.exactKey()).isEqualTo(puzzle.givens());
    assertThat(puzzle.size()).isEqualTo(4);
    assertThat(puzzle.clues()).isEqualTo(3);
    assertThat(puzzle.digit(1)).isEqualTo(2);
    assertThat(puzzle.digit(2)).isZero();
    assertThat(puzzle.cells()).startsWith(1, 2, 0).endsWith(0, 3);
    assertThat(SudokuPuzzle.of(puzzle.cells())).isEqualTo(puzzle);
    assertThat(new SudokuPuzzle(".".repeat(81)).size()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "123 | expected 81 characters, or 36, or 16, not 3",
        "5............... | expected digits from 1 to 4 and points, not \"5\"",
        "_............... | expected digits from 1 to 4 and points, not \"_\"",
        "1..1............ | not two of 1 as in the unit of row 0, column 3 (from 0)",
        "1...1........... | not two of 1 as in the unit of row 1, column 0 (from 0)",
        "1....1.......... | not two of 1 as in the unit of row 1, column 1 (from 0)",
      })
  void whatIsNoPuzzleIsRefused(String givens, String message) {
    assertThatThrownBy(() -> new SudokuPuzzle(givens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot make a Sudoku puzzle: \"" + givens + "\", expected ")
        .hasMessageContaining(message);
  }
}
