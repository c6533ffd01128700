package dev.switchback.family.sudoku.trace;

import static dev.switchback.family.sudoku.trace.SudokuWrongLine.DIGIT_AGAINST_RULES;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.FALSE_DEAD_END;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.GRAMMAR;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.NEXT_CELL;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.WRONG_REVERT;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.SudokuFollower.SearchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a terse search, as {@link SudokuFollower} follows one in the full grammar. The search
 * {@code plain} is wholly determined: in the first empty cell the smallest digit that fits, or a
 * dead end; after it the latest cell that a larger digit fitted, with the next of these.
 */
final class TerseSudokuFollower {
  private final FollowedBoard board;
  private final boolean plain;
  private final List<Filled> filled = new ArrayList<>();
  private boolean deadEnd;

  TerseSudokuFollower(SudokuPuzzle puzzle, SearchRule rule) {
    board = new FollowedBoard(puzzle);
    plain = rule == SearchRule.PLAIN;
  }

  /**
   * A cell that the text has filled.
   *
   * @param candidates that fitted it
   */
  private record Filled(int cell, int candidates, int digit) {
    int nextDigit() {
      return FollowedBoard.next(candidates, digit);
    }
  }

  /** What is wrong with the next step; it is then carried out. */
  Optional<SudokuWrongLine> take(TerseStep step) {
    Optional<SudokuWrongLine> wrong = Optional.empty();
    int expected = -1;
    for (Statement statement : step.statements()) {
      int cell = board.cell(statement);
      if (statement.kind() == Statement.Kind.BACK) {
        expected = nextDigit(cell);
        wrong = back(cell);
      } else if (wrong.isEmpty()) {
        wrong = expected < 0 || !plain ? judge(statement, cell) : again(statement, cell, expected);
      }
      carryOut(statement, cell);
    }
    return wrong;
  }

  private Optional<SudokuWrongLine> judge(Statement statement, int cell) {
    return switch (statement.kind()) {
      case PLACEMENT -> placement(cell, statement.digit());
      case DEAD_END -> deadEnd ? Optional.of(WRONG_REVERT) : FALSE_DEAD_END.unless(isDead());
      case BOARD,
          BOARD_END,
          SOLUTION_START,
          SOLUTION_END,
          GUESS,
          NO_CANDIDATE,
          INVALID,
          REVERT,
          BACK,
          UNREADABLE ->
          Optional.of(GRAMMAR);
    };
  }

  private Optional<SudokuWrongLine> placement(int cell, int digit) {
    if (!board.isEmpty(cell) || plain && cell != board.firstEmpty()) {
      return Optional.of(NEXT_CELL);
    }
    if (!board.fits(cell, digit)) {
      return Optional.of(DIGIT_AGAINST_RULES);
    }
    return plain && digit != FollowedBoard.next(board.candidates(cell), 0)
        ? board.instead(cell, digit)
        : Optional.empty();
  }

  private boolean isDead() {
    int cell = board.firstEmpty();
    return plain ? cell != FollowedBoard.NONE && board.candidates(cell) == 0 : !board.isSolvable();
  }

  private Optional<SudokuWrongLine> back(int cell) {
    if (!plain) {
      return WRONG_REVERT.unless(board.isChoice(cell));
    }
    int latest = filled.size() - 1;
    while (latest >= 0 && filled.get(latest).nextDigit() == 0) {
      latest--;
    }
    return WRONG_REVERT.unless(latest >= 0 && filled.get(latest).cell == cell);
  }

  private Optional<SudokuWrongLine> again(Statement placement, int cell, int digit) {
    return placement.digit() == digit ? Optional.empty() : board.instead(cell, placement.digit());
  }

  /** The digit that comes after the one last written in a cell, 0 if there is none. */
  private int nextDigit(int cell) {
    int latest = latest(cell);
    return latest < 0 ? 0 : filled.get(latest).nextDigit();
  }

  private int latest(int cell) {
    int latest = filled.size() - 1;
    while (latest >= 0 && filled.get(latest).cell != cell) {
      latest--;
    }
    return latest;
  }

  private void carryOut(Statement statement, int cell) {
    if (statement.kind() == Statement.Kind.BACK && latest(cell) >= 0) {
      filled.subList(latest(cell), filled.size()).clear();
    }
    if (statement.kind() == Statement.Kind.PLACEMENT && cell != FollowedBoard.NONE) {
      filled.add(new Filled(cell, board.candidates(cell), statement.digit()));
    }
    deadEnd = statement.kind() == Statement.Kind.DEAD_END;
    board.apply(statement);
  }
}
