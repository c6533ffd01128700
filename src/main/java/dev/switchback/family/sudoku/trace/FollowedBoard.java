package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import java.util.Optional;

/** The board as a text has filled it, asked what may be written next. Digit d is bit d of a set. */
final class FollowedBoard {
  static final int NONE = -1;

  private final int size;
  private final SudokuSolver solver;
  private final SudokuReplay replay;

  FollowedBoard(SudokuPuzzle puzzle) {
    size = SudokuShape.of(puzzle.size()).size();
    solver = new SudokuSolver(size);
    replay = new SudokuReplay(puzzle);
  }

  void apply(Statement statement) {
    replay.apply(statement);
  }

  boolean isFull() {
    return replay.isFull();
  }

  /** The cell of a statement, {@link #NONE} if the board has none such. */
  int cell(Statement statement) {
    return statement.isOnBoard(size) ? statement.cell(size) : NONE;
  }

  boolean isEmpty(int cell) {
    return cell != NONE && replay.cells()[cell] == 0;
  }

  /** The first empty cell row by row, {@link #NONE} on a full board. */
  int firstEmpty() {
    byte[] cells = replay.cells();
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] == 0) {
        return cell;
      }
    }
    return NONE;
  }

  /** The digits that clash with none around a cell. */
  int candidates(int cell) {
    return replay.candidates(cell);
  }

  boolean fits(int cell, int digit) {
    return (candidates(cell) >>> digit & 1) == 1;
  }

  /** Whether a terse text filled the cell, and another digit fitted it then. */
  boolean isChoice(int cell) {
    return cell != NONE && replay.isChoice(cell);
  }

  /** Whether the board can still be filled by the rules. */
  boolean isSolvable() {
    return replay.isSolvable(solver);
  }

  /** What is wrong with a digit in a cell where another was to be written. */
  Optional<SudokuWrongLine> instead(int cell, int digit) {
    return Optional.of(
        fits(cell, digit) ? SudokuWrongLine.NEXT_DIGIT : SudokuWrongLine.DIGIT_AGAINST_RULES);
  }

  /** What is wrong with a list of candidates beside the one that should stand there. */
  static Optional<SudokuWrongLine> listed(int candidates, int expected) {
    if ((candidates & ~expected) != 0) {
      return Optional.of(SudokuWrongLine.TOO_MANY_CANDIDATES);
    }
    return SudokuWrongLine.TOO_FEW_CANDIDATES.unless(candidates == expected);
  }

  /** The smallest digit of a set above a digit, 0 if there is none. */
  static int next(int candidates, int digit) {
    int rest = candidates & -1 << (digit + 1);
    return rest == 0 ? 0 : Integer.numberOfTrailingZeros(rest);
  }
}
