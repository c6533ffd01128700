package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import dev.switchback.family.sudoku.trace.StatementScan.StatedBoard;
import dev.switchback.trace.Question.TraceStats;
import java.util.Locale;
import java.util.Optional;

/** Finds out what stands in a text about a Sudoku puzzle. */
final class SudokuWriting {
  private SudokuWriting() {}

  /** The digits it places, and the board as it stands where its solution ends. */
  static TraceStats of(SudokuPuzzle puzzle, String text) {
    int solutionEnd = SudokuVerifier.verify(puzzle, text).solutionEnd();
    SudokuReplay replay = new SudokuReplay(puzzle);
    StatementScan scan = new StatementScan(text, StatedBoard.of(text, puzzle.size()).end());
    int placed = 0;
    Optional<String> first = Optional.empty();
    while (scan.hasNext()) {
      Statement statement = scan.next();
      if (statement.end() <= solutionEnd) {
        replay.apply(statement);
      }
      if (statement.kind() == Kind.PLACEMENT) {
        placed++;
        first = first.or(() -> Optional.of(move(statement)));
      }
    }
    Optional<String> answer = solutionEnd < 0 ? Optional.empty() : Optional.of(board(replay));
    return new TraceStats(placed, first, answer);
  }

  private static String move(Statement placement) {
    return String.format(
        Locale.ROOT, "(%d, %d) = %d", placement.row(), placement.column(), placement.digit());
  }

  private static String board(SudokuReplay replay) {
    StringBuilder board = new StringBuilder();
    for (byte digit : replay.cells()) {
      board.append(digit == 0 ? '.' : (char) ('0' + digit));
    }
    return board.toString();
  }
}
