package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.puzzle.SudokuShape;
import dev.switchback.family.sudoku.puzzle.SudokuSolver;
import dev.switchback.trace.Question.JudgedLine;

/** Judges one statement of a text after the other, each by the board as it stands before it. */
final class StatementJudge {
  private final SudokuShape shape;
  private final SudokuSolver solver;
  private final SudokuReplay replay;

  StatementJudge(SudokuPuzzle puzzle) {
    shape = SudokuShape.of(puzzle.size());
    solver = new SudokuSolver(puzzle.size());
    replay = new SudokuReplay(puzzle);
  }

  /** Judges the next statement and carries it out. */
  JudgedLine.Judgment take(Statement statement) {
    JudgedLine.Judgment judgment = judge(statement);
    replay.apply(statement);
    return judgment;
  }

  /** Whether several digits fit the cell of a placement. */
  boolean isChoice(Statement placement) {
    return placement.isOnBoard(shape.size()) && replay.fitting(placement.cell(shape.size())) > 1;
  }

  /** How many cells are filled. */
  int filled() {
    int filled = 0;
    for (byte digit : replay.cells()) {
      filled += digit == 0 ? 0 : 1;
    }
    return filled;
  }

  private JudgedLine.Judgment judge(Statement statement) {
    return switch (statement.kind()) {
      case PLACEMENT -> isLegal(statement) ? JudgedLine.Judgment.RIGHT : JudgedLine.Judgment.WRONG;
      case NO_CANDIDATE, INVALID ->
          isSolvable() ? JudgedLine.Judgment.WRONG : JudgedLine.Judgment.PLAIN;
      case DEAD_END -> isSolvable() ? JudgedLine.Judgment.WRONG : JudgedLine.Judgment.DEAD_END;
      case BACK ->
          statement.isOnBoard(shape.size()) && replay.isChoice(statement.cell(shape.size()))
              ? JudgedLine.Judgment.PLAIN
              : JudgedLine.Judgment.WRONG;
      case REVERT ->
          isRevertible(statement) ? JudgedLine.Judgment.DEAD_END : JudgedLine.Judgment.WRONG;
      case BOARD, BOARD_END, SOLUTION_START, SOLUTION_END, GUESS, UNREADABLE ->
          JudgedLine.Judgment.PLAIN;
    };
  }

  private boolean isLegal(Statement placement) {
    if (!placement.isOnBoard(shape.size())
        || placement.digit() == 0
        || placement.digit() > shape.size()) {
      return false;
    }
    int cell = placement.cell(shape.size());
    byte[] cells = replay.cells();
    for (int peer : shape.peers(cell)) {
      if (cells[peer] == placement.digit()) {
        return false;
      }
    }
    return cells[cell] == 0;
  }

  private boolean isRevertible(Statement revert) {
    return revert.isOnBoard(shape.size())
        && replay.isGuessed(revert.cell(shape.size()))
        && !isSolvable();
  }

  private boolean isSolvable() {
    return replay.isSolvable(solver);
  }
}
