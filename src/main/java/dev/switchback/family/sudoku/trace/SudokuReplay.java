package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A board as a text fills it. A placement writes into its cell whatever was there. A revert undoes
 * all placements since the latest open guess in its cell, that one's included, and closes this
 * guess and the later ones; if there is no such guess, it is illegal and empties the cell alone.
 *
 * <p>A terse text says of no placement that it is a guess: it is one if several digits fit. Going
 * back to a cell undoes all placements since the latest in it, that one's included. Each guess
 * undone is a revert; where the cell was no guess, going back is illegal and one revert more.
 */
final class SudokuReplay {
  private final SudokuPuzzle puzzle;
  private final SudokuShape shape;
  private final byte[] cells;
  private final List<Placement> placements = new ArrayList<>();
  private final List<Guess> guesses = new ArrayList<>();
  private int empty;
  private int reverts;
  private boolean illegalRevert;

  SudokuReplay(SudokuPuzzle puzzle) {
    this.puzzle = puzzle;
    shape = SudokuShape.of(puzzle.size());
    cells = puzzle.cells();
    empty = cells.length - puzzle.clues();
  }

  /** What a cell held before, and whether several digits fitted it then. */
  private record Placement(int cell, byte before, boolean choice) {}

  /** An open guess and how many placements came before it. */
  private record Guess(int cell, int placements) {}

  /** Takes note of the next statement. */
  void apply(Statement statement) {
    if (!statement.isOnBoard(shape.size())) {
      return;
    }
    int cell = statement.cell(shape.size());
    switch (statement.kind()) {
      case PLACEMENT -> place(cell, (byte) statement.digit());
      case GUESS -> guesses.add(new Guess(cell, placements.size()));
      case REVERT -> revert(cell);
      case BACK -> goBack(cell);
      case BOARD,
          BOARD_END,
          SOLUTION_START,
          SOLUTION_END,
          NO_CANDIDATE,
          INVALID,
          DEAD_END,
          UNREADABLE -> {}
    }
  }

  boolean isFull() {
    return empty == 0;
  }

  /** How many reverts there were. */
  int reverts() {
    return reverts;
  }

  /** Whether one of them was in a cell without an open guess. */
  boolean hasIllegalRevert() {
    return illegalRevert;
  }

  /** Whether an open guess was made in a cell. */
  boolean isGuessed(int cell) {
    return guesses.stream().anyMatch(guess -> guess.cell == cell);
  }

  /** The digits as they stand, 0 for an empty cell; another's to read only. */
  byte[] cells() {
    return cells;
  }

  /** Why the board as it stands is no solution; empty if it is one. */
  Optional<SudokuFault> fault() {
    if (changesGiven(puzzle, cells)) {
      return Optional.of(SudokuFault.CHANGED_GIVEN);
    }
    if (isFull() && isValid(shape, cells)) {
      return Optional.empty();
    }
    if (illegalRevert) {
      return Optional.of(SudokuFault.ILLEGAL_REVERT);
    }
    return Optional.of(isFull() ? SudokuFault.WRONG_CELL : SudokuFault.UNFILLED_CELL);
  }

  /** Whether cells solve a puzzle. */
  static boolean isSolution(SudokuPuzzle puzzle, byte[] cells) {
    return !changesGiven(puzzle, cells) && isValid(SudokuShape.of(puzzle.size()), cells);
  }

  private static boolean changesGiven(SudokuPuzzle puzzle, byte[] cells) {
    for (int cell = 0; cell < cells.length; cell++) {
      if (puzzle.digit(cell) != 0 && puzzle.digit(cell) != cells[cell]) {
        return true;
      }
    }
    return false;
  }

  /** Whether each unit holds each digit. */
  private static boolean isValid(SudokuShape shape, byte[] cells) {
    int all = (2 << shape.size()) - 2;
    for (int[] unit : shape.units()) {
      int seen = 0;
      for (int cell : unit) {
        seen |= 1 << cells[cell];
      }
      if (seen != all) {
        return false;
      }
    }
    return true;
  }

  /** Whether the board as it stands can be filled by the rules. */
  boolean isSolvable(SudokuSolver solver) {
    for (byte digit : cells) {
      if (digit > shape.size()) {
        return false;
      }
    }
    return solver.countSolutions(cells, 1) > 0;
  }

  /** How many digits fit a cell, whatever it holds: those that clash with none. */
  int fitting(int cell) {
    return Integer.bitCount(candidates(cell));
  }

  /** The digits that fit a cell, whatever it holds, the digit d as bit d. */
  int candidates(int cell) {
    int taken = 0;
    for (int peer : shape.peers(cell)) {
      taken |= 1 << cells[peer];
    }
    int all = (2 << shape.size()) - 2;
    return all & ~taken;
  }

  /** Whether a terse text may go back to a cell: it was filled, and another digit fits. */
  boolean isChoice(int cell) {
    int latest = latest(cell);
    return latest >= 0 && placements.get(latest).choice;
  }

  private int latest(int cell) {
    int latest = placements.size() - 1;
    while (latest >= 0 && placements.get(latest).cell != cell) {
      latest--;
    }
    return latest;
  }

  private void goBack(int cell) {
    boolean legal = isChoice(cell);
    int kept = latest(cell);
    if (!legal) {
      illegalRevert = true;
      reverts++;
    }
    for (int i = placements.size() - 1; kept >= 0 && i >= kept; i--) {
      Placement undone = placements.remove(i);
      write(undone.cell, undone.before);
      reverts += undone.choice ? 1 : 0;
    }
  }

  private void place(int cell, byte digit) {
    placements.add(new Placement(cell, cells[cell], fitting(cell) > 1));
    write(cell, digit);
  }

  private void write(int cell, byte digit) {
    empty += (cells[cell] == 0 ? 0 : 1) - (digit == 0 ? 0 : 1);
    cells[cell] = digit;
  }

  private void revert(int cell) {
    reverts++;
    int last = guesses.size() - 1;
    while (last >= 0 && guesses.get(last).cell != cell) {
      last--;
    }
    if (last < 0) {
      illegalRevert = true;
      place(cell, (byte) 0);
      return;
    }
    int kept = guesses.get(last).placements;
    for (int i = placements.size() - 1; i >= kept; i--) {
      Placement undone = placements.remove(i);
      write(undone.cell, undone.before);
    }
    guesses.subList(last, guesses.size()).clear();
  }
}
