package dev.switchback.family.sudoku.puzzle;

import java.util.ArrayList;
import java.util.List;

/** A solver so plain that it must be right: the first empty cell, each digit, look at all peers. */
final class SlowSudoku {
  private final SudokuShape shape;
  private final int[] cells;
  private final int limit;
  private final List<String> solutions = new ArrayList<>();

  private SlowSudoku(SudokuPuzzle puzzle, int limit) {
    this.limit = limit;
    shape = SudokuShape.of(puzzle.size());
    cells = new int[shape.cells()];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = puzzle.digit(cell);
    }
  }

  /** The solutions in lexicographic order, so many at most. */
  static List<String> solutions(SudokuPuzzle puzzle, int limit) {
    SlowSudoku search = new SlowSudoku(puzzle, limit);
    search.fillFrom(0);
    return search.solutions;
  }

  /** Whether every row, column and box holds each digit once. */
  static boolean isSolved(String text) {
    SudokuShape shape = SudokuShape.ofCells(text.length()).orElseThrow();
    for (int[] unit : shape.units()) {
      for (int digit = 1; digit <= shape.size(); digit++) {
        char character = (char) ('0' + digit);
        int times = 0;
        for (int cell : unit) {
          times += text.charAt(cell) == character ? 1 : 0;
        }
        if (times != 1) {
          return false;
        }
      }
    }
    return true;
  }

  private void fillFrom(int first) {
    int cell = first;
    while (cell < cells.length && cells[cell] != 0) {
      cell++;
    }
    if (cell == cells.length) {
      StringBuilder text = new StringBuilder();
      for (int digit : cells) {
        text.append(digit);
      }
      solutions.add(text.toString());
      return;
    }
    for (int digit = 1; digit <= shape.size() && solutions.size() < limit; digit++) {
      if (fits(cell, digit)) {
        cells[cell] = digit;
        fillFrom(cell + 1);
        cells[cell] = 0;
      }
    }
  }

  private boolean fits(int cell, int digit) {
    for (int peer : shape.peers(cell)) {
      if (cells[peer] == digit) {
        return false;
      }
    }
    return true;
  }
}
