package dev.switchback.family.sudoku.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.sudoku.puzzle.SudokuPuzzle;
import dev.switchback.family.sudoku.search.Guessing;
import dev.switchback.family.sudoku.search.RandomSudoku;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SudokuLineJudgeTest {
  /** Solution: 1234 3412 2143 4321. */
  private static final SudokuQuestion QUESTION =
      new SudokuQuestion(new SudokuPuzzle("1234341221......"));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TERSE_.*")
  void nothingIsWrongInATraceOfOurs(SudokuStyle style) {
    for (int number = 0; number < 20; number++) {
      SudokuPuzzle puzzle =
          RandomSudoku.minimal(
              Cases.random("sudoku-judge", number), style == SudokuStyle.PLAIN ? 6 : 9);
      Trace trace = SudokuTraces.write(puzzle, style, Guessing.USUAL);
      List<JudgedLine> lines = new SudokuQuestion(puzzle).judge(trace.text());
      assertThat(String.join("\n", lines.stream().map(JudgedLine::text).toList()) + "\n")
          .isEqualTo(trace.text());
      assertThat(judgments(lines))
          .doesNotContain(JudgedLine.Judgment.WRONG, JudgedLine.Judgment.FALSE_GOAL);
      assertThat(judgments(lines).subList(0, puzzle.clues() + 2))
          .containsOnly(JudgedLine.Judgment.PROMPT);
      assertThat(judgments(lines)).endsWith(JudgedLine.Judgment.GOAL);
      assertThat(judgments(lines).stream().filter(JudgedLine.Judgment.DEAD_END::equals))
          .hasSize(trace.mistakes());
    }
  }

  @Test
  void wrongLinesAreMarked() {
    String text =
        QUESTION.prompt(TraceStyle.BACKTRACKING)
            + "(2, 2) = 1 \n"
            + "(2, 2) = 4 \n"
            + "(2, 2) = 3 \n"
            + "nocand: (2, 3) \n"
            + "guess: (2, 3) [3, 4] = 3 \n"
            + "something \n"
            + "SOL_E\n"
            + "(2, 3) = 3 \n";
    assertThat(judgments(QUESTION.judge(text)).subList(12, 20))
        .containsExactly(
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.FALSE_GOAL,
            JudgedLine.Judgment.AFTERWARDS);
  }

  @Test
  void aDeadEndMustBeOne() {
    SudokuQuestion question = new SudokuQuestion(new SudokuPuzzle("12343412....4..1"));
    String text =
        question.prompt(TraceStyle.BACKTRACKING)
            + "guess: (2, 1) [1, 3] = 1 \n"
            + "(2, 1) = 1 \n"
            + "nocand: (2, 3) \n"
            + "invalid \n"
            + "revert: (2, 1) [1, 3] = none \n"
            + "guess: (2, 1) [1, 3] = 3 \n"
            + "(2, 1) = 3 \n"
            + "(2, 0) = 2 \n"
            + "(2, 2) = 4 \n"
            + "revert: (2, 1) [1, 3] = none \n"
            + "revert: (2, 1) [1, 3] = none \n";
    assertThat(judgments(question.judge(text)).subList(12, 23))
        .containsExactly(
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.RIGHT,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.RIGHT,
            JudgedLine.Judgment.RIGHT,
            JudgedLine.Judgment.RIGHT,
            JudgedLine.Judgment.DEAD_END,
            JudgedLine.Judgment.WRONG);
  }

  @Test
  void anyTextIsJudged() {
    assertThat(QUESTION.judge("")).isEmpty();
    assertThat(judgments(QUESTION.judge("\n\n(9, 9) = 9"))).hasSize(3);
  }

  private static List<JudgedLine.Judgment> judgments(List<JudgedLine> lines) {
    return lines.stream().map(JudgedLine::judgment).toList();
  }
}
