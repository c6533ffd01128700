package dev.switchback.family.sudoku.puzzle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.random.RandomStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SudokuSolverTest {
  private static final int LIMIT = 50;

  static Stream<Integer> cases() {
    return Cases.count(300);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void smallBoardsHaveAsManySolutionsAsTheSlowSolverFinds(int number) {
    RandomStream random = Cases.random("sudoku-4", number);
    agrees(randomPuzzle(random, 4, 1 + random.nextInt(9)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void boardsHaveAsManySolutionsAsTheSlowSolverFinds(int number) {
    RandomStream random = Cases.random("sudoku-9", number);
    agrees(holes(random, 28 + random.nextInt(30), number % 3 == 0));
  }

  @Test
  void thereAre288SmallGrids() {
    assertThat(new SudokuSolver(4).countSolutions(new SudokuPuzzle(".".repeat(16)), 1000))
        .isEqualTo(288);
  }

  @Test
  void countingStopsAtTheLimit() {
    SudokuSolver solver = new SudokuSolver(9);
    SudokuPuzzle empty = new SudokuPuzzle(".".repeat(81));

    assertThat(solver.countSolutions(empty, 1)).isEqualTo(1);
    assertThat(solver.countSolutions(empty, 1000)).isEqualTo(1000);
    assertThat(solver.unique(empty)).isFalse();
    assertThat(solver.guesses()).isPositive();
  }

  @Test
  void aBoardWithClashingDigitsHasNoSolution() {
    byte[] cells = new byte[81];
    cells[3] = 7;
    cells[75] = 7;

    assertThat(new SudokuSolver(9).countSolutions(cells, 2)).isZero();
  }

  @Test
  void anotherSizeIsRefused() {
    assertThatThrownBy(() -> new SudokuSolver(9).solve(new SudokuPuzzle(".".repeat(16))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot solve a puzzle of size: 4, expected 9");
  }

  private static void agrees(SudokuPuzzle puzzle) {
    List<String> expected = SlowSudoku.solutions(puzzle, LIMIT);
    SudokuSolver solver = new SudokuSolver(puzzle.size());

    assertThat(solver.countSolutions(puzzle, LIMIT)).isEqualTo(expected.size());
    assertThat(solver.unique(puzzle)).isEqualTo(expected.size() == 1);
    assertThat(solver.solve(puzzle).isPresent()).isEqualTo(!expected.isEmpty());
    solver
        .solve(puzzle)
        .ifPresent(
            solution -> {
              assertThat(SlowSudoku.isSolved(solution)).isTrue();
              assertThat(solution).matches(puzzle.givens());
            });
  }

  /** Digits put in anywhere they do not clash: no solution, one, or many. */
  private static SudokuPuzzle randomPuzzle(RandomStream random, int size, int digits) {
    byte[] cells = new byte[size * size];
    for (int i = 0; i < digits; i++) {
      int cell = random.nextInt(cells.length);
      byte before = cells[cell];
      cells[cell] = (byte) (1 + random.nextInt(size));
      if (clashes(cells, cell)) {
        cells[cell] = before;
      }
    }
    return SudokuPuzzle.of(cells);
  }

  /** A grid with holes, and perhaps one digit that is wrong. */
  private static SudokuPuzzle holes(RandomStream random, int clues, boolean oneWrong) {
    byte[] cells = randomGrid(random);
    int[] order = Stream.iterate(0, cell -> cell + 1).limit(81).mapToInt(cell -> cell).toArray();
    random.shuffle(order);
    for (int i = clues; i < order.length; i++) {
      cells[order[i]] = 0;
    }
    int cell = order[clues];
    do {
      cells[cell] = (byte) (oneWrong ? 1 + random.nextInt(9) : 0);
    } while (clashes(cells, cell));
    return SudokuPuzzle.of(cells);
  }

  private static byte[] randomGrid(RandomStream random) {
    byte[] cells = new byte[81];
    for (int cell = 0; cell < 81; cell++) {
      int row = cell / 9;
      cells[cell] = (byte) ((row * 3 + row / 3 + cell % 9) % 9 + 1);
    }
    for (int i = 0; i < 40; i++) {
      int first = 3 * random.nextInt(3) + random.nextInt(3);
      int second = first / 3 * 3 + random.nextInt(3);
      swapRows(cells, first, second);
    }
    return cells;
  }

  private static void swapRows(byte[] cells, int first, int second) {
    for (int column = 0; column < 9; column++) {
      byte digit = cells[9 * first + column];
      cells[9 * first + column] = cells[9 * second + column];
      cells[9 * second + column] = digit;
    }
  }

  private static boolean clashes(byte[] cells, int cell) {
    for (int peer : SudokuShape.of(cells.length == 16 ? 4 : 9).peers(cell)) {
      if (cells[cell] != 0 && cells[peer] == cells[cell]) {
        return true;
      }
    }
    return false;
  }
}
