package dev.switchback.family.sudoku.trace;

import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.trace.StatementScan.StatedBoard;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a text line by line, for readers. A placement is right if its cell is empty and its digit
 * clashes with none on the board; a dead end is one if the board has no solution any more, and a
 * revert then marks it. Whether the text as a whole is correct is for {@link SudokuVerifier} to
 * say.
 */
final class SudokuLineJudge {
  private final StatementJudge judge;
  private final Verdict verdict;
  private final String text;
  private final int boardEnd;

  private SudokuLineJudge(SudokuPuzzle puzzle, String text) {
    judge = new StatementJudge(puzzle);
    verdict = SudokuVerifier.verify(puzzle, text);
    boardEnd = StatedBoard.of(text, puzzle.size()).end();
    this.text = text;
  }

  /** The judged lines of a text, or steps of a terse one; those of the board are the prompt. */
  static List<JudgedLine> judge(SudokuPuzzle puzzle, String text) {
    SudokuLineJudge judge = new SudokuLineJudge(puzzle, text);
    return StatementScan.isTerse(text) ? judge.steps() : judge.lines();
  }

  private List<JudgedLine> steps() {
    List<JudgedLine> steps = new ArrayList<>();
    if (boardEnd > 0) {
      String board = text.substring(0, boardEnd).strip();
      steps.add(new JudgedLine(board, JudgedLine.Judgment.PROMPT));
    }
    for (TerseStep step : TerseStep.of(text, boardEnd)) {
      steps.add(new JudgedLine(step.text(), judge(step)));
    }
    return steps;
  }

  private JudgedLine.Judgment judge(TerseStep step) {
    if (verdict.solutionEnd() >= 0 && step.end() > verdict.solutionEnd()) {
      return JudgedLine.Judgment.AFTERWARDS;
    }
    List<JudgedLine.Judgment> judgments = step.statements().stream().map(judge::take).toList();
    if (step.end() == verdict.solutionEnd()) {
      return verdict.correct() ? JudgedLine.Judgment.GOAL : JudgedLine.Judgment.FALSE_GOAL;
    }
    return judgments.contains(JudgedLine.Judgment.WRONG)
        ? JudgedLine.Judgment.WRONG
        : judgments.get(judgments.size() - 1);
  }

  private List<JudgedLine> lines() {
    List<JudgedLine> lines = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      lines.add(new JudgedLine(text.substring(from, to), judge(from, to)));
      from = to + 1;
    }
    return lines;
  }

  private JudgedLine.Judgment judge(int from, int to) {
    if (verdict.solutionEnd() >= 0 && from >= verdict.solutionEnd()) {
      return from < boardEnd ? JudgedLine.Judgment.PROMPT : JudgedLine.Judgment.AFTERWARDS;
    }
    JudgedLine.Judgment judgment = statements(Math.max(from, boardEnd), to);
    if (from < boardEnd) {
      return JudgedLine.Judgment.PROMPT;
    }
    if (verdict.solutionEnd() > from && verdict.solutionEnd() <= to) {
      return verdict.correct() ? JudgedLine.Judgment.GOAL : JudgedLine.Judgment.FALSE_GOAL;
    }
    return judgment;
  }

  /**
   * What is to be said about the statements between two offsets: that of the last which matters.
   */
  private JudgedLine.Judgment statements(int from, int to) {
    JudgedLine.Judgment judgment = JudgedLine.Judgment.PLAIN;
    if (from < to) {
      StatementScan scan = StatementScan.ofLine(text.substring(from, to));
      while (scan.hasNext()) {
        JudgedLine.Judgment next = judge.take(scan.next());
        judgment = next == JudgedLine.Judgment.PLAIN ? judgment : next;
      }
    }
    return judgment;
  }
}
