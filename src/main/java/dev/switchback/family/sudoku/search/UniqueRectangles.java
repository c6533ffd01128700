package dev.switchback.family.sudoku.search;

import dev.switchback.family.sudoku.puzzle.SudokuShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Strikes out in the fourth corner of rectangles, which are ordered by their rows and then by their
 * columns. The fourth corner has the two candidates of the others and more.
 */
final class UniqueRectangles implements Deduction {
  private static final int CORNERS = 4;

  private final int[][] rectangles;

  UniqueRectangles(SudokuShape shape) {
    List<int[]> found = new ArrayList<>();
    int size = shape.size();
    for (int top = 0; top < size; top++) {
      for (int bottom = top + 1; bottom < size; bottom++) {
        for (int left = 0; left < size; left++) {
          for (int right = left + 1; right < size; right++) {
            boolean sameBand = top / shape.boxRows() == bottom / shape.boxRows();
            boolean sameStack = left / shape.boxColumns() == right / shape.boxColumns();
            if (sameBand != sameStack) {
              found.add(
                  new int[] {
                    top * size + left,
                    top * size + right,
                    bottom * size + left,
                    bottom * size + right
                  });
            }
          }
        }
      }
    }
    rectangles = found.toArray(int[][]::new);
  }

  @Override
  public Outcome apply(SudokuBoard board, SudokuListener listener) {
    boolean progress = false;
    int[] candidates = board.candidates;
    for (int[] corners : rectangles) {
      int shared =
          candidates[corners[0]]
              & candidates[corners[1]]
              & candidates[corners[2]]
              & candidates[corners[3]];
      if (Integer.bitCount(shared) == 2) {
        progress |= strike(board, corners, shared);
      }
    }
    return Outcome.of(progress);
  }

  private static boolean strike(SudokuBoard board, int[] corners, int pair) {
    int fourth = -1;
    for (int corner = 0; corner < CORNERS; corner++) {
      if (board.candidates[corners[corner]] != pair) {
        if (fourth >= 0) {
          return false;
        }
        fourth = corners[corner];
      }
    }
    return fourth >= 0 && board.remove(fourth, pair);
  }
}
