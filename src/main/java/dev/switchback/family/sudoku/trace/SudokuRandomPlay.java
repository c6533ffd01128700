package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.search.SudokuListener;
import dev.switchback.random.RandomStream;

/** A puzzle filled at random, without looking back. Not safe for use by several threads. */
final class SudokuRandomPlay {
  private final SudokuShape shape;
  private final byte[] cells;

  SudokuRandomPlay(int size) {
    shape = SudokuShape.of(size);
    cells = new byte[shape.cells()];
  }

  /** Plays and returns whether the board is full. */
  boolean play(SudokuPuzzle puzzle, RandomStream random, SudokuListener listener) {
    puzzle.copyTo(cells);
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] == 0) {
        int open = open(cell);
        if (open == 0) {
          return false;
        }
        for (int skipped = random.nextInt(Integer.bitCount(open)); skipped > 0; skipped--) {
          open &= open - 1;
        }
        cells[cell] = (byte) (Integer.numberOfTrailingZeros(open) + 1);
        listener.placed(cell, cells[cell]);
      }
    }
    return true;
  }

  /** The digits that clash with none, the digit d as bit d - 1. */
  private int open(int cell) {
    int taken = 0;
    for (int peer : shape.peers(cell)) {
      taken |= 1 << cells[peer] >> 1;
    }
    return (1 << shape.size()) - 1 & ~taken;
  }
}
