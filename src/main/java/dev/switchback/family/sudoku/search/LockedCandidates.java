package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Strikes out where a box and a line cross. First box after box: a digit all of whose cells lie in
 * one row, or column, is struck out in the rest of that line. Then row after row and column after
 * column: a digit all of whose cells lie in one box is struck out in the rest of that box.
 */
final class LockedCandidates implements Deduction {
  private final Crossing[] crossings;

  LockedCandidates(SudokuShape shape) {
    List<Crossing> found = new ArrayList<>();
    int size = shape.size();
    for (int box = 2 * size; box < 3 * size; box++) {
      for (int line = 0; line < 2 * size; line++) {
        addCrossing(found, shape.units()[box], shape.units()[line]);
      }
    }
    for (int line = 0; line < 2 * size; line++) {
      for (int box = 2 * size; box < 3 * size; box++) {
        addCrossing(found, shape.units()[line], shape.units()[box]);
      }
    }
    crossings = found.toArray(Crossing[]::new);
  }

  /** The cells that two units share, and those that only one of them has. */
  private record Crossing(int[] shared, int[] onlyFirst, int[] onlySecond) {}

  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    for (Crossing crossing : crossings) {
      int locked =
          union(board.candidates, crossing.shared) & ~union(board.candidates, crossing.onlyFirst);
      if (locked != 0) {
        for (int cell : crossing.onlySecond) {
          progress |= (board.candidates[cell] & locked) != 0 && board.remove(cell, locked);
        }
      }
    }
    return Outcome.of(progress);
  }

  private static int union(int[] candidates, int[] cells) {
    int union = 0;
    for (int cell : cells) {
      union |= candidates[cell];
    }
    return union;
  }

  private static void addCrossing(List<Crossing> found, int[] first, int[] second) {
    int[] shared = Arrays.stream(first).filter(cell -> contains(second, cell)).toArray();
    if (shared.length > 1) {
      found.add(
          new Crossing(
              shared,
              Arrays.stream(first).filter(cell -> !contains(second, cell)).toArray(),
              Arrays.stream(second).filter(cell -> !contains(first, cell)).toArray()));
    }
  }

  private static boolean contains(int[] unit, int cell) {
    return Arrays.stream(unit).anyMatch(other -> other == cell);
  }
}
