package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuShape;

/**
 * Goes through the cells with two candidates xy, and the pairs of their peers with xz and yz, all
 * in row-major order, and strikes z out of each cell that is a peer of both.
 */
final class XyWings implements Deduction {
  private final boolean[][] arePeers;

  XyWings(SudokuShape shape) {
    arePeers = new boolean[shape.cells()][shape.cells()];
    for (int cell = 0; cell < shape.cells(); cell++) {
      for (int peer : shape.peers(cell)) {
        arePeers[cell][peer] = true;
      }
    }
  }

  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    for (int cell = board.nextEmpty(0); cell >= 0; cell = board.nextEmpty(cell + 1)) {
      if (Integer.bitCount(board.candidates[cell]) == 2) {
        progress |= applyAt(cell, board);
      }
    }
    return Outcome.of(progress);
  }

  private boolean applyAt(int pivot, SudokuBoard board) {
    boolean progress = false;
    int both = board.candidates[pivot];
    int[] peers = board.shape.peers(pivot);
    for (int i = 0; i < peers.length; i++) {
      int first = board.candidates[peers[i]];
      if (Integer.bitCount(first) == 2 && Integer.bitCount(first & both) == 1) {
        for (int j = i + 1; j < peers.length; j++) {
          if (board.candidates[peers[j]] == (first ^ both)) {
            progress |= strike(board, peers[i], peers[j], first & ~both);
          }
        }
      }
    }
    return progress;
  }

  private boolean strike(SudokuBoard board, int first, int second, int digit) {
    boolean progress = false;
    for (int cell : board.shape.peers(first)) {
      progress |=
          (board.candidates[cell] & digit) != 0
              && arePeers[second][cell]
              && board.remove(cell, digit);
    }
    return progress;
  }
}
