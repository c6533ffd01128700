package dev.switchback.family.sudoku.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuStyle;
import dev.switchback.family.sudoku.trace.SudokuTraces;
import dev.switchback.trace.Trace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowMajorSearchTest {
  static Stream<Integer> cases() {
    return Cases.count(60);
  }

  /** A search by strings that knows the grammar and nothing else. */
  private static final class Slow {
    private final int size;
    private final StringBuilder text = new StringBuilder();

    Slow(int size) {
      this.size = size;
    }

    boolean solve(String board) {
      int cell = board.indexOf('.');
      if (cell < 0) {
        text.append("SOL_E\n");
        return true;
      }
      StringBuilder fitting = new StringBuilder();
      for (int digit = 1; digit <= size; digit++) {
        if (fits(board, cell, digit)) {
          fitting.append(fitting.isEmpty() ? "" : ", ").append(digit);
        }
      }
      String name = "(" + cell / size + ", " + cell % size + ")";
      if (fitting.isEmpty()) {
        text.append("nocand: ").append(name).append(" \n");
        return false;
      }
      boolean guess = fitting.indexOf(",") > 0;
      for (String digit : fitting.toString().split(", ", -1)) {
        if (guess) {
          text.append("guess: %s [%s] = %s \n".formatted(name, fitting, digit));
        }
        text.append(name).append(" = ").append(digit).append(" \n");
        if (solve(board.substring(0, cell) + digit + board.substring(cell + 1))) {
          return true;
        }
        if (guess) {
          text.append("nocand: %s \nrevert: %s [%s] = none \n".formatted(name, name, fitting));
        }
      }
      return false;
    }

    private boolean fits(String board, int cell, int digit) {
      int rows = size == 9 ? 3 : 2;
      int columns = size / rows;
      for (int other = 0; other < board.length(); other++) {
        boolean sameBox =
            other / size / rows == cell / size / rows
                && other % size / columns == cell % size / columns;
        boolean seen = other / size == cell / size || other % size == cell % size || sameBox;
        if (seen && board.charAt(other) == (char) ('0' + digit)) {
          return false;
        }
      }
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tracesEqualThoseOfASlowSearch(int number) {
    int size = number % 3 == 0 ? 4 : 6;
    SudokuPuzzle puzzle = RandomSudoku.any(Cases.random("sudoku-plain", number), size);
    Slow slow = new Slow(size);
    boolean solved = slow.solve(puzzle.givens());

    Trace trace = SudokuTraces.write(puzzle, SudokuStyle.PLAIN, Guessing.USUAL);
    assertThat(trace.text()).isEqualTo(SudokuTraces.prompt(puzzle) + slow.text);
    assertThat(trace.solved()).isEqualTo(solved).isTrue();
  }

  @Test
  void itDoesNotLookAhead() {
    SudokuPuzzle puzzle = new SudokuPuzzle("..3..3..........");
    String text = SudokuTraces.write(puzzle, SudokuStyle.PLAIN, Guessing.USUAL).text();
    assertThat(text)
        .contains("guess: (0, 0) [1, 2, 4] = 1 \n(0, 0) = 1 \nguess: (0, 1) [2, 4] = 2");
  }

  @Test
  void puzzlesOfAnotherSizeAreRefused() {
    RowMajorSearch search = new RowMajorSearch(6);
    assertThatThrownBy(
            () -> search.search(new SudokuPuzzle(".".repeat(16)), new SudokuSearchCount()))
        .hasMessage("Cannot search a puzzle of size: 4, expected 6");
  }
}
