package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import dev.switchback.family.sudoku.trace.StatementScan.StatedBoard;
import dev.switchback.trace.Verdict;
import java.util.Optional;

/**
 * Judges texts as solutions of Sudoku puzzles. A text is judged up to its first SOL_E; where it has
 * none, as in terse texts, up to the placement that fills the last empty cell. The strict rule
 * looks at the board as it stands there, {@link SudokuReplay} says how; it must be full and right,
 * and keep the givens. How the text came there is not judged.
 *
 * <p>The looser rule of arXiv 2504.07052 takes the digit last written in each cell, in the whole
 * text, reverted or not. Where a puzzle has several solutions, both rules accept any of them.
 */
public final class SudokuVerifier {
  private SudokuVerifier() {}

  /**
   * The verdict on a text; any text at all gets one.
   *
   * @param puzzle what the text should solve; a text that begins with a board must state the same,
   *     one that does not is taken for the solution alone
   */
  public static Verdict verify(SudokuPuzzle puzzle, String text) {
    StatedBoard board = StatedBoard.of(text, puzzle.size());
    if (board.stated() && !board.puzzle().equals(Optional.of(puzzle))) {
      return refused(
          board.puzzle().isEmpty() ? SudokuFault.MALFORMED : SudokuFault.OTHER_PROBLEM, text);
    }
    return judged(puzzle, text, board.end());
  }

  /** The verdict on a text as a solution of the puzzle whose board it begins with. */
  public static Verdict verify(String text) {
    return problemOf(text)
        .map(puzzle -> verify(puzzle, text))
        .orElseGet(() -> refused(SudokuFault.MALFORMED, text));
  }

  /** The puzzle whose board a text begins with, empty if it begins with none. */
  public static Optional<SudokuPuzzle> problemOf(String text) {
    return StatedBoard.of(text).puzzle();
  }

  /** Whether a text begins as texts about Sudoku do. */
  public static boolean beginsWithBoard(String text) {
    return StatedBoard.of(text).stated();
  }

  /** What the strict rule says of the text as far as it has been read. */
  private record Ending(Optional<SudokuFault> fault, int mistakes, int offset) {
    static Ending at(SudokuReplay replay, int offset) {
      return new Ending(replay.fault(), replay.reverts(), offset);
    }
  }

  private static Verdict judged(SudokuPuzzle puzzle, String text, int from) {
    SudokuReplay replay = new SudokuReplay(puzzle);
    byte[] lastWritten = puzzle.cells();
    Ending full = replay.isFull() ? Ending.at(replay, from) : null;
    Ending marked = null;
    StatementScan scan = new StatementScan(text, from);
    while (scan.hasNext()) {
      Statement statement = scan.next();
      if (statement.kind() == Kind.PLACEMENT && statement.isOnBoard(puzzle.size())) {
        lastWritten[statement.cell(puzzle.size())] = (byte) statement.digit();
      }
      if (marked == null) {
        replay.apply(statement);
        if (statement.kind() == Kind.SOLUTION_END) {
          marked = Ending.at(replay, statement.end());
        } else if (full == null && replay.isFull()) {
          full = Ending.at(replay, statement.end());
        }
      }
    }
    Ending ending = marked != null ? marked : full != null ? full : Ending.at(replay, -1);
    return new Verdict(
        ending.fault.isEmpty(),
        SudokuReplay.isSolution(puzzle, lastWritten),
        ending.mistakes,
        ending.fault.map(SudokuFault::key),
        ending.offset);
  }

  private static Verdict refused(SudokuFault fault, String text) {
    int mistakes = 0;
    StatementScan scan = new StatementScan(text, 0);
    while (scan.hasNext()) {
      Statement statement = scan.next();
      if (statement.kind() == Kind.SOLUTION_END) {
        return new Verdict(false, false, mistakes, Optional.of(fault.key()), statement.end());
      }
      mistakes += statement.kind() == Kind.REVERT || statement.kind() == Kind.BACK ? 1 : 0;
    }
    return new Verdict(false, false, mistakes, Optional.of(fault.key()), -1);
  }
}
