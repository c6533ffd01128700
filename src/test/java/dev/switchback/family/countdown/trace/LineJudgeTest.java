package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineJudgeTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final String PROMPT = "Current State: 72:[86, 24, 38], Operations: []\n";

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "TERSE_.*")
  void nothingIsWrongInATraceOfOurs(CountdownStyle style) {
    Trace trace = CountdownTraces.write(PROBLEM, style);
    List<JudgedLine> lines = LineJudge.judge(PROBLEM, trace.text());
    assertThat(String.join("\n", lines.stream().map(JudgedLine::text).toList()) + "\n")
        .isEqualTo(trace.text());
    assertThat(judgments(lines))
        .doesNotContain(JudgedLine.Judgment.WRONG, JudgedLine.Judgment.FALSE_GOAL);
    assertThat(judgments(lines)).startsWith(JudgedLine.Judgment.PROMPT);
    assertThat(judgments(lines).contains(JudgedLine.Judgment.GOAL)).isEqualTo(trace.solved());
    long dismissed = trace.text().lines().filter(line -> line.endsWith("] No Solution")).count();
    assertThat(judgments(lines).stream().filter(JudgedLine.Judgment.DEAD_END::equals))
        .hasSize((int) (trace.mistakes() + dismissed));
  }

  @Test
  void wrongLinesAreMarked() {
    String text =
        PROMPT
            + "Exploring Operation: 86+24=111, Resulting Numbers: [38, 111]\n"
            + "Exploring Operation: 86+25=111, Resulting Numbers: [38, 111]\n"
            + "Exploring Operation: 86 equal\n"
            + "Current State: 72:[38, 110], Operations: ['86+24=110']\n"
            + "Exploring Operation: 110-38=72, Resulting Numbers: [72]\n"
            + "72,72 unequal: No Solution\n"
            + "71,72 unequal: No Solution\n"
            + "72,72 equal: Goal Reached\n"
            + "72,72 equal: Goal Reached\n";
    assertThat(judgments(LineJudge.judge(PROBLEM, text)))
        .containsExactly(
            JudgedLine.Judgment.PROMPT,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.PLAIN,
            JudgedLine.Judgment.RIGHT,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.DEAD_END,
            JudgedLine.Judgment.GOAL,
            JudgedLine.Judgment.AFTERWARDS);
  }

  @Test
  void aDismissedPairIsADeadEndOnlyIfItCannotMakeTheTarget() {
    String text =
        PROMPT
            + "[110, 39] No Solution\n"
            + "[110, 38] No Solution\n"
            + "[110] No Solution\n"
            + "[110, 39, 1] No Solution\n";
    assertThat(judgments(LineJudge.judge(PROBLEM, text)))
        .containsExactly(
            JudgedLine.Judgment.PROMPT,
            JudgedLine.Judgment.DEAD_END,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG,
            JudgedLine.Judgment.WRONG);
  }

  @Test
  void claimOfARefusedTextIsFalse() {
    String text = PROMPT + "72,72 equal: Goal Reached\n";
    assertThat(judgments(LineJudge.judge(PROBLEM, text)))
        .containsExactly(JudgedLine.Judgment.PROMPT, JudgedLine.Judgment.FALSE_GOAL);
  }

  @Test
  void anyTextIsJudged() {
    assertThat(LineJudge.judge(PROBLEM, "")).isEmpty();
    assertThat(judgments(LineJudge.judge(PROBLEM, "\n\n unequal: No Solution")))
        .containsExactly(
            JudgedLine.Judgment.PROMPT, JudgedLine.Judgment.PLAIN, JudgedLine.Judgment.WRONG);
  }

  private static List<JudgedLine.Judgment> judgments(List<JudgedLine> lines) {
    return lines.stream().map(JudgedLine::judgment).toList();
  }
}
