package dev.switchback.family.sudoku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.config.ConfigurationException;
import dev.switchback.family.sudoku.puzzle.SudokuSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SudokuSettingsTest {
  @Test
  void nothingNeedsToBeSet() {
    assertThat(SudokuExamples.settings(""))
        .isEqualTo(
            new SudokuSettings(
                9, 22, 29, false, -1, -1, "", false, "fewest-candidates", "fixpoint", "strategy"))
        .isEqualTo(
            new SudokuSettings(
                9, 0, 0, false, -1, -1, "", false, "fewest-candidates", "fixpoint", "strategy"));
  }

  @Test
  void cluesFollowTheSize() {
    assertThat(SudokuExamples.settings("size = 4"))
        .isEqualTo(
            new SudokuSettings(
                4, 4, 6, false, -1, -1, "", false, "fewest-candidates", "fixpoint", "strategy"));
    assertThat(SudokuExamples.settings("min-clues = 35").maxClues()).isEqualTo(35);
    assertThat(SudokuExamples.settings("max-clues = 25").minClues()).isEqualTo(22);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            SudokuExamples.settings(
                """
                min-clues = 24, max-clues = 30, symmetric = true, min-guesses = 0
                max-guesses = 9, technique = xy-wing, easier = true, guess-order = row-major
                propagation = single-pass, answer-order = row-major
                """))
        .isEqualTo(
            new SudokuSettings(
                9, 24, 30, true, 0, 9, "xy-wing", true, "row-major", "single-pass", "row-major"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size = 5 | size = 5, expected 9, 6 or 4",
        "min-clues = 16 | min-clues = 16, expected 17 to 81",
        "max-clues = 21 | max-clues = 21, expected min-clues (22) to 81",
        "max-clues = 82 | max-clues = 82, expected min-clues (22) to 81",
        "size = 6, min-clues = 7 | min-clues = 7, expected 8 to 36",
        "size = 6, max-clues = 37 | max-clues = 37, expected min-clues (16) to 36",
        "size = 4, min-clues = 3 | min-clues = 3, expected 4 to 16",
        "size = 4, max-clues = 17 | max-clues = 17, expected min-clues (4) to 16",
        "min-guesses = -2 | min-guesses = -2, expected -1 or more",
        "min-guesses = 5, max-guesses = 4 | max-guesses = 4, expected min-guesses (5) or more",
        "max-guesses = -2 | max-guesses = -2, expected",
        "technique = x-wing | technique = \"x-wing\", expected one of lone-single, hidden-single",
        "guess-order = random | guess-order = \"random\", expected one of",
        "propagation = two | propagation = \"two\", expected one of fixpoint, single-pass",
        "answer-order = plain | answer-order = \"plain\", expected one of strategy, row-major",
        "clues = 3 | clues = 3, expected",
      })
  void impossibleValuesAreRefused(String text, String message) {
    assertThatThrownBy(() -> SudokuExamples.settings(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Cannot use sudoku." + message);
  }
}
