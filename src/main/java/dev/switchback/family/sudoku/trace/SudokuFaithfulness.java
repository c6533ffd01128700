package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.Statement.Kind;
import dev.switchback.family.sudoku.trace.StatementScan.StatedBoard;
import dev.switchback.family.sudoku.trace.SudokuFollower.SearchRule;
import dev.switchback.trace.Faithfulness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out how far a text keeps to its search. */
final class SudokuFaithfulness {
  private final String text;
  private final int solutionEnd;
  private final List<Optional<String>> lines = new ArrayList<>();

  private SudokuFaithfulness(String text, int solutionEnd) {
    this.text = text;
    this.solutionEnd = solutionEnd;
  }

  /**
   * The faithfulness of a text, statement by statement in the full grammar, step by step in the
   * terse one.
   *
   * @param search that it should be, or {@link Faithfulness#ANY_SEARCH}
   */
  static Faithfulness of(SudokuPuzzle puzzle, String text, String search) {
    SearchRule rule =
        search.equals(Faithfulness.ANY_SEARCH)
            ? SearchRule.ANY
            : SearchRule.of(SudokuStyle.of(search));
    SudokuFaithfulness read =
        new SudokuFaithfulness(text, SudokuVerifier.verify(puzzle, text).solutionEnd());
    int from = StatedBoard.of(text, puzzle.size()).end();
    if (StatementScan.isTerse(text)) {
      read.steps(from, new TerseSudokuFollower(puzzle, rule));
    } else {
      read.statements(from, new SudokuFollower(puzzle, rule));
    }
    return Faithfulness.of(read.lines);
  }

  private void statements(int from, SudokuFollower follower) {
    StatementScan scan = new StatementScan(text, from);
    while (scan.hasNext()) {
      Statement statement = scan.next();
      if (isAfterwards(statement.end())) {
        return;
      }
      if (!isCut(statement) && !isOfPrompt(statement)) {
        lines.add(follower.take(statement).map(SudokuWrongLine::key));
      }
    }
  }

  private void steps(int from, TerseSudokuFollower follower) {
    for (TerseStep step : TerseStep.of(text, from)) {
      if (isAfterwards(step.end())) {
        return;
      }
      if (!isCut(step.statements().get(step.statements().size() - 1))) {
        lines.add(follower.take(step).map(SudokuWrongLine::key));
      }
    }
  }

  /** SOL_S, which stands on the last line of the board. */
  private boolean isOfPrompt(Statement statement) {
    return statement.kind() == Kind.SOLUTION_START && lines.isEmpty();
  }

  private boolean isAfterwards(int end) {
    return solutionEnd >= 0 && end > solutionEnd;
  }

  /** Whether it cannot be read because the text may have been cut there. */
  private boolean isCut(Statement statement) {
    return statement.kind() == Kind.UNREADABLE && statement.end() == text.length();
  }
}
