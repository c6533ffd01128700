package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.StatementScan.StatedBoard;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.SearchTree;
import dev.switchback.trace.SearchTree.Kind;
import dev.switchback.trace.SearchTree.Mark;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the search tree of a text about Sudoku. A node is a guess with all that is filled until the
 * next one; a revert makes it a dead end and goes back to before it, as in {@link SudokuReplay}.
 * Where the solution ends is a node of its own. In a terse text a cell that several digits fit is a
 * guess, and going back takes all guesses back that were made since.
 */
final class SudokuTreeReader {
  private final SudokuPuzzle puzzle;
  private final StatementJudge judge;
  private final Verdict verdict;
  private final SearchTree.Builder tree;
  private final List<Guess> open = new ArrayList<>();
  private final List<Filled> filled = new ArrayList<>();
  private final boolean terse;
  private int current;

  private SudokuTreeReader(SudokuPuzzle puzzle, String text) {
    this.puzzle = puzzle;
    judge = new StatementJudge(puzzle);
    verdict = SudokuVerifier.verify(puzzle, text);
    terse = StatementScan.isTerse(text);
    tree = new SearchTree.Builder(filled());
  }

  /** A guess that was not taken back. */
  private record Guess(int cell, int node) {}

  /**
   * A cell that a terse text has filled.
   *
   * @param before the node to go back to
   */
  private record Filled(int cell, int before) {}

  /** The tree of a text; the lines of the board are about the first node. */
  static SearchTree read(SudokuPuzzle puzzle, String text) {
    int boardEnd = StatedBoard.of(text, puzzle.size()).end();
    SudokuTreeReader reader = new SudokuTreeReader(puzzle, text);
    if (reader.terse) {
      return reader.steps(text, boardEnd);
    }
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      reader.line(text, from, to, boardEnd);
      from = to + 1;
    }
    return reader.tree.build();
  }

  private SearchTree steps(String text, int boardEnd) {
    if (boardEnd > 0) {
      tree.line(0);
    }
    int solutionEnd = verdict.solutionEnd();
    for (TerseStep step : TerseStep.of(text, boardEnd)) {
      if (solutionEnd >= 0 && step.end() > solutionEnd) {
        tree.line(SearchTree.NONE);
      } else {
        step.statements().forEach(statement -> take(statement, step.text()));
        tree.line(step.end() == solutionEnd ? end() : current);
      }
    }
    return tree.build();
  }

  private void line(String text, int from, int to, int boardEnd) {
    int solutionEnd = verdict.solutionEnd();
    if (solutionEnd >= 0 && from >= solutionEnd && from >= boardEnd) {
      tree.line(SearchTree.NONE);
      return;
    }
    int begin = Math.max(from, boardEnd);
    int owner = begin < to ? statements(text.substring(begin, to)) : current;
    if (solutionEnd > from && solutionEnd <= to) {
      owner = end();
    }
    tree.line(from < boardEnd ? 0 : owner);
  }

  /** Takes the statements of a line in, and says which node the last of them is about. */
  private int statements(String line) {
    int owner = current;
    StatementScan scan = StatementScan.ofLine(line);
    while (scan.hasNext()) {
      owner = take(scan.next(), line);
    }
    return owner;
  }

  private int take(Statement statement, String line) {
    boolean chosen =
        terse && statement.kind() == Statement.Kind.PLACEMENT && judge.isChoice(statement);
    JudgedLine.Judgment judgment = judge.take(statement);
    boolean wrong = judgment == JudgedLine.Judgment.WRONG;
    switch (statement.kind()) {
      case PLACEMENT -> {
        if (terse) {
          fill(statement, chosen);
        }
        placed(wrong);
      }
      case GUESS -> guess(statement, line.charAt(statement.end() - 1));
      case REVERT -> {
        return revert(statement, wrong);
      }
      case BACK -> goBack(statement, wrong);
      case NO_CANDIDATE, INVALID, DEAD_END -> markIf(wrong, current, Mark.FALSE_DEAD_END);
      case BOARD, BOARD_END, SOLUTION_START, SOLUTION_END, UNREADABLE -> {}
    }
    return current;
  }

  private void placed(boolean wrong) {
    markIf(wrong, current, Mark.CLASH);
    tree.state(current, filled());
  }

  private void guess(Statement guess, char digit) {
    if (!guess.isOnBoard(puzzle.size())) {
      tree.mark(current, Mark.CLASH);
      return;
    }
    int cell = guess.cell(puzzle.size());
    String move = "(" + guess.row() + "," + guess.column() + ")=" + digit;
    current = tree.add(current, move, filled());
    open.add(new Guess(cell, current));
  }

  /** Takes down what a terse text fills, and opens a node for a guess. */
  private void fill(Statement placement, boolean chosen) {
    if (placement.isOnBoard(puzzle.size())) {
      filled.add(new Filled(placement.cell(puzzle.size()), current));
    }
    if (chosen) {
      guess(placement, (char) ('0' + placement.digit()));
    }
  }

  /** Goes back to before the cell was filled last. */
  private void goBack(Statement back, boolean wrong) {
    markIf(wrong, current, Mark.UNKNOWN_NODE);
    int last = filled.size() - 1;
    while (last >= 0
        && !(back.isOnBoard(puzzle.size()) && filled.get(last).cell == back.cell(puzzle.size()))) {
      last--;
    }
    if (last >= 0) {
      for (int node = current; node != filled.get(last).before; node = tree.parent(node)) {
        tree.kind(node, Kind.DEAD_END);
      }
      current = filled.get(last).before;
      filled.subList(last, filled.size()).clear();
    }
  }

  /** Takes back the latest open guess in a cell and all later ones. */
  private int revert(Statement revert, boolean wrong) {
    int last = open.size() - 1;
    while (last >= 0
        && !(revert.isOnBoard(puzzle.size())
            && open.get(last).cell == revert.cell(puzzle.size()))) {
      last--;
    }
    if (last < 0) {
      tree.mark(current, Mark.UNKNOWN_NODE);
      return current;
    }
    int node = open.get(last).node;
    tree.kind(node, Kind.DEAD_END);
    markIf(wrong, node, Mark.FALSE_DEAD_END);
    open.subList(last, open.size()).clear();
    current = tree.parent(node);
    return node;
  }

  private int end() {
    int node = tree.add(current, verdict.correct() ? "solved" : "not solved", filled());
    tree.kind(node, verdict.correct() ? Kind.GOAL : Kind.FALSE_GOAL);
    return node;
  }

  private String filled() {
    return judge.filled() + " filled";
  }

  private void markIf(boolean condition, int node, Mark mark) {
    if (condition) {
      tree.mark(node, mark);
    }
  }
}
