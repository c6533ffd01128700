package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.random.RandomStream;
import java.util.Optional;
import java.util.stream.IntStream;

/** Random puzzles for tests, made the plain way: a full board with cells taken away. */
public final class RandomSudoku {
  private RandomSudoku() {}

  /** A puzzle with one solution and no clue to spare. */
  public static SudokuPuzzle minimal(RandomStream random, int size) {
    return without(random, size, size * size);
  }

  /** A puzzle with one solution, from no clue to spare to many. */
  public static SudokuPuzzle unique(RandomStream random, int size) {
    return without(random, size, random.nextInt(size * size));
  }

  /** A puzzle with one solution or several, that may have few clues. */
  public static SudokuPuzzle any(RandomStream random, int size) {
    StringBuilder board = new StringBuilder(full(random, size));
    int fewest = size == 9 ? 24 : size * size / 4 - 2;
    int[] cells = shuffled(random, size);
    int emptied = random.nextInt(cells.length - fewest + 1);
    for (int i = 0; i < emptied; i++) {
      board.setCharAt(cells[i], '.');
    }
    return new SudokuPuzzle(board.toString());
  }

  private static SudokuPuzzle without(RandomStream random, int size, int most) {
    SudokuSolver solver = new SudokuSolver(size);
    SudokuPuzzle puzzle = new SudokuPuzzle(full(random, size));
    int[] cells = shuffled(random, size);
    for (int i = 0; i < most; i++) {
      StringBuilder fewer = new StringBuilder(puzzle.givens());
      fewer.setCharAt(cells[i], '.');
      SudokuPuzzle next = new SudokuPuzzle(fewer.toString());
      puzzle = solver.unique(next) ? next : puzzle;
    }
    return puzzle;
  }

  /** Random boxes on the diagonal, and what fits around them. */
  private static String full(RandomStream random, int size) {
    SudokuShape shape = SudokuShape.of(size);
    Optional<String> full = Optional.empty();
    while (full.isEmpty()) {
      StringBuilder board = new StringBuilder(".".repeat(size * size));
      for (int box = 0; box < size; box += shape.boxRows() + 1) {
        int[] digits = IntStream.rangeClosed(1, size).toArray();
        random.shuffle(digits);
        int[] cells = shape.units()[2 * size + box];
        for (int i = 0; i < size; i++) {
          board.setCharAt(cells[i], (char) ('0' + digits[i]));
        }
      }
      full = new SudokuSolver(size).solve(new SudokuPuzzle(board.toString()));
    }
    return full.get();
  }

  private static int[] shuffled(RandomStream random, int size) {
    int[] cells = IntStream.range(0, size * size).toArray();
    random.shuffle(cells);
    return cells;
  }
}
