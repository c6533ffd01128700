package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The board that a text begins with.
 *
 * @param stated whether the text begins with a board, be it a puzzle's or not
 * @param puzzle empty if the board is none, breaks off, or is no puzzle
 * @param end the offset just after it, or 0 if there is no puzzle
 */
record StatedBoard(boolean stated, Optional<SudokuPuzzle> puzzle, int end) {
  private static final int ANY_SIZE = 0;
  private static final StatedBoard NONE = new StatedBoard(false, Optional.empty(), 0);
  private static final StatedBoard NO_PUZZLE = new StatedBoard(true, Optional.empty(), 0);

  /**
   * Reads a board of any size: of the smallest that has all its cells and digits. A puzzle with one
   * solution has cells or digits that no smaller board has.
   */
  static StatedBoard of(String text) {
    return of(text, ANY_SIZE);
  }

  /** Reads a board of size 4, 6 or 9. */
  static StatedBoard of(String text, int size) {
    StatementScan scan = new StatementScan(text, 0);
    if (!scan.hasNext() || scan.next().kind() != Kind.BOARD) {
      return NONE;
    }
    List<Statement> givens = new ArrayList<>();
    while (scan.hasNext()) {
      Statement statement = scan.next();
      if (statement.kind() == Kind.BOARD_END) {
        return puzzle(givens, size)
            .map(puzzle -> new StatedBoard(true, Optional.of(puzzle), statement.end()))
            .orElse(NO_PUZZLE);
      }
      if (statement.kind() != Kind.PLACEMENT || statement.digit() == 0) {
        return NO_PUZZLE;
      }
      givens.add(statement);
    }
    return NO_PUZZLE;
  }

  private static int smallestSize(List<Statement> givens) {
    List<Integer> sizes = SudokuShape.sizes();
    return sizes.stream()
        .filter(
            size ->
                givens.stream().allMatch(given -> given.isOnBoard(size) && given.digit() <= size))
        .findFirst()
        .orElse(sizes.get(sizes.size() - 1));
  }

  private static Optional<SudokuPuzzle> puzzle(List<Statement> givens, int askedSize) {
    int size = askedSize != ANY_SIZE ? askedSize : smallestSize(givens);
    char[] cells = new char[size * size];
    Arrays.fill(cells, '.');
    for (Statement given : givens) {
      if (!given.isOnBoard(size) || cells[given.cell(size)] != '.') {
        return Optional.empty();
      }
      cells[given.cell(size)] = (char) ('0' + given.digit());
    }
    try {
      return Optional.of(new SudokuPuzzle(new String(cells)));
    } catch (IllegalArgumentException clash) {
      return Optional.empty();
    }
  }
}
