package dev.switchback.family.sudoku.trace;

import static dev.switchback.family.sudoku.trace.SudokuWrongLine.DIGIT_AGAINST_RULES;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.FALSE_DEAD_END;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.GRAMMAR;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.NEXT_CELL;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.TOO_FEW_CANDIDATES;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.TOO_MANY_CANDIDATES;
import static dev.switchback.family.sudoku.trace.SudokuWrongLine.WRONG_REVERT;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a search in the full grammar, statement by statement, and says of each whether the search
 * would have written it, given what the text has written before. After a wrong statement it goes on
 * from what the text says.
 *
 * <p>What holds for all searches: a guess is made in an empty cell, tries its candidates in
 * ascending order, and is followed by its digit; after a dead end the latest guess fails and is
 * taken back; its next candidate is tried, or, after the last, the guess before fails. Which cell a
 * technique fills and which candidates it has struck out is not written, so it is not judged but by
 * the rules of the game.
 */
final class SudokuFollower {
  private final FollowedBoard board;
  private final SearchRule rule;
  private final List<Guess> open = new ArrayList<>();
  private Next next = Next.SEARCH;
  private Guess failed;

  SudokuFollower(SudokuPuzzle puzzle, SearchRule rule) {
    board = new FollowedBoard(puzzle);
    this.rule = rule;
  }

  /** What is known of a search. */
  enum SearchRule {
    /** What holds for all. */
    ANY,
    /** The candidates of a cell are all digits that fit it; a cell with one is filled. */
    NAIVE,
    /** Besides, cells are taken row by row, and a guess is never of one candidate. */
    PLAIN;

    static SearchRule of(SudokuStyle style) {
      return switch (style) {
        case PLAIN, TERSE_PLAIN -> PLAIN;
        case NAIVE -> NAIVE;
        case DIRECT, PLAIN_DIRECT, STRATEGY, TERSE_DIRECT, TERSE_PLAIN_DIRECT -> ANY;
      };
    }
  }

  /** A guess that was not taken back. */
  private record Guess(int cell, int candidates, int digit) {
    /** The digit to be tried after it, 0 after the last. */
    int nextDigit() {
      return FollowedBoard.next(candidates, digit);
    }
  }

  /** What the text has come to. */
  private enum Next {
    /** A cell is filled or guessed in, or there is a dead end, or the solution ends. */
    SEARCH,
    /** The digit just guessed is written. */
    PLACE,
    /** The latest guess is said to have failed. */
    FAIL,
    /** The latest guess is taken back. */
    REVERT,
    /** The next candidate of the guess just taken back is tried. */
    RETRY
  }

  /** What is wrong with the next statement; it is then carried out. */
  Optional<SudokuWrongLine> take(Statement statement) {
    Optional<SudokuWrongLine> wrong =
        switch (statement.kind()) {
          case PLACEMENT -> placement(statement, board.cell(statement));
          case GUESS -> guess(statement, board.cell(statement));
          case NO_CANDIDATE -> noCandidate(board.cell(statement));
          case INVALID -> invalid();
          case REVERT -> revert(statement, board.cell(statement));
          case SOLUTION_END -> NEXT_CELL.unless(next == Next.SEARCH && board.isFull());
          case BOARD, BOARD_END, SOLUTION_START, DEAD_END, BACK, UNREADABLE -> Optional.of(GRAMMAR);
        };
    carryOut(statement);
    return wrong;
  }

  private Optional<SudokuWrongLine> placement(Statement placement, int cell) {
    return switch (next) {
      case SEARCH -> filled(cell, placement.digit());
      case PLACE -> guessed(cell, placement.digit());
      case FAIL, REVERT -> Optional.of(WRONG_REVERT);
      case RETRY -> cell == failed.cell ? Optional.of(TOO_FEW_CANDIDATES) : Optional.of(NEXT_CELL);
    };
  }

  private Optional<SudokuWrongLine> filled(int cell, int digit) {
    if (!isNext(cell)) {
      return Optional.of(NEXT_CELL);
    }
    if (!board.fits(cell, digit)) {
      return Optional.of(DIGIT_AGAINST_RULES);
    }
    boolean certain = Integer.bitCount(board.candidates(cell)) == 1;
    return TOO_FEW_CANDIDATES.unless(rule == SearchRule.ANY || certain);
  }

  private Optional<SudokuWrongLine> guessed(int cell, int digit) {
    Guess guess = last();
    if (cell != guess.cell || cell == FollowedBoard.NONE) {
      return Optional.of(NEXT_CELL);
    }
    return digit == guess.digit && board.fits(cell, digit)
        ? Optional.empty()
        : board.instead(cell, digit);
  }

  private Optional<SudokuWrongLine> guess(Statement guess, int cell) {
    return switch (next) {
      case SEARCH -> firstGuess(guess, cell);
      case PLACE -> Optional.of(NEXT_CELL);
      case FAIL, REVERT -> Optional.of(WRONG_REVERT);
      case RETRY -> nextGuess(guess, cell);
    };
  }

  private Optional<SudokuWrongLine> firstGuess(Statement guess, int cell) {
    if (!isNext(cell)) {
      return Optional.of(NEXT_CELL);
    }
    int fitting = board.candidates(cell);
    int struckOut = rule == SearchRule.ANY ? fitting & ~guess.candidates() : 0;
    Optional<SudokuWrongLine> listed =
        FollowedBoard.listed(guess.candidates(), fitting & ~struckOut);
    if (listed.isPresent()) {
      return listed;
    }
    if (rule == SearchRule.PLAIN && Integer.bitCount(fitting) == 1) {
      return Optional.of(TOO_MANY_CANDIDATES);
    }
    return guess.digit() != 0 && guess.digit() == FollowedBoard.next(guess.candidates(), 0)
        ? Optional.empty()
        : board.instead(cell, guess.digit());
  }

  private Optional<SudokuWrongLine> nextGuess(Statement guess, int cell) {
    if (failed.nextDigit() == 0) {
      return Optional.of(WRONG_REVERT);
    }
    if (cell != failed.cell || cell == FollowedBoard.NONE) {
      return Optional.of(NEXT_CELL);
    }
    return FollowedBoard.listed(guess.candidates(), failed.candidates)
        .or(
            () ->
                guess.digit() == failed.nextDigit()
                    ? Optional.empty()
                    : board.instead(cell, guess.digit()));
  }

  private Optional<SudokuWrongLine> noCandidate(int cell) {
    return switch (next) {
      case SEARCH -> deadEnd(cell);
      case PLACE -> Optional.of(FALSE_DEAD_END);
      case FAIL -> WRONG_REVERT.unless(isLatest(cell));
      case REVERT -> Optional.of(WRONG_REVERT);
      case RETRY ->
          failed.nextDigit() != 0
              ? Optional.of(FALSE_DEAD_END)
              : WRONG_REVERT.unless(isLatest(cell));
    };
  }

  private Optional<SudokuWrongLine> deadEnd(int cell) {
    if (!isNext(cell)) {
      return Optional.of(NEXT_CELL);
    }
    boolean dead = rule == SearchRule.ANY ? !board.isSolvable() : board.candidates(cell) == 0;
    return FALSE_DEAD_END.unless(dead);
  }

  private Optional<SudokuWrongLine> invalid() {
    if (rule != SearchRule.ANY) {
      return Optional.of(GRAMMAR);
    }
    return switch (next) {
      case SEARCH -> FALSE_DEAD_END.unless(!board.isSolvable());
      case PLACE, RETRY -> Optional.of(FALSE_DEAD_END);
      case FAIL, REVERT -> Optional.of(WRONG_REVERT);
    };
  }

  private Optional<SudokuWrongLine> revert(Statement revert, int cell) {
    return next == Next.REVERT && isLatest(cell)
        ? FollowedBoard.listed(revert.candidates(), last().candidates)
        : Optional.of(WRONG_REVERT);
  }

  /** Whether the search may take a cell now. */
  private boolean isNext(int cell) {
    return board.isEmpty(cell) && (rule != SearchRule.PLAIN || cell == board.firstEmpty());
  }

  private boolean isLatest(int cell) {
    return !open.isEmpty() && cell == last().cell;
  }

  private Guess last() {
    return open.get(open.size() - 1);
  }

  private void carryOut(Statement statement) {
    int cell = board.cell(statement);
    switch (statement.kind()) {
      case PLACEMENT -> next = Next.SEARCH;
      case GUESS -> {
        open.add(new Guess(cell, statement.candidates(), statement.digit()));
        next = Next.PLACE;
      }
      case NO_CANDIDATE -> next = isFailure() ? Next.REVERT : Next.FAIL;
      case INVALID -> next = Next.FAIL;
      case REVERT -> takeBack(cell);
      case BOARD, BOARD_END, SOLUTION_START, SOLUTION_END, DEAD_END, BACK, UNREADABLE -> {}
    }
    board.apply(statement);
  }

  /** Whether a dead end, wherever it is said to be, is that a guess has failed. */
  private boolean isFailure() {
    return next == Next.FAIL
        || next == Next.REVERT
        || next == Next.RETRY && failed.nextDigit() == 0;
  }

  private void takeBack(int cell) {
    int latest = open.size() - 1;
    while (latest >= 0 && open.get(latest).cell != cell) {
      latest--;
    }
    if (latest < 0) {
      next = Next.SEARCH;
      return;
    }
    failed = open.get(latest);
    open.subList(latest, open.size()).clear();
    next = Next.RETRY;
  }
}
