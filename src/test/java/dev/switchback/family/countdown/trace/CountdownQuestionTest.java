package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountdownQuestionTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(3, 8, 8), 24);
  private static final CountdownQuestion QUESTION = new CountdownQuestion(PROBLEM);

  @Test
  void aQuestionIsAskedInTheGrammarAndInWords() {
    assertThat(QUESTION.prompt(TraceStyle.BACKTRACKING))
        .isEqualTo("Current State: 24:[3, 8, 8], Operations: []\n");
    assertThat(QUESTION.statement()).isEqualTo("Make 24 from 3, 8 and 8");
    assertThat(new CountdownQuestion(new CountdownProblem(List.of(5, 4), 9)).statement())
        .isEqualTo("Make 9 from 5 and 4");
  }

  @Test
  void answersAreJudgedAsTheVerifierAndTheLineJudgeDo() {
    String text = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_SUM).text();
    assertThat(text).startsWith(QUESTION.prompt(TraceStyle.BACKTRACKING));
    assertThat(QUESTION.verify(text)).isEqualTo(CountdownVerifier.verify(PROBLEM, text));
    assertThat(QUESTION.judge(text)).isEqualTo(LineJudge.judge(PROBLEM, text));
    assertThat(QUESTION.judge(text).get(0).judgment()).isEqualTo(JudgedLine.Judgment.PROMPT);
    assertThat(QUESTION.verify("Current State: 24:[3, 8, 9], Operations: []\n").error())
        .contains("other-problem");
  }

  /** Against a solver of strings: every solution once, as far as its claim, and nothing else. */
  @Test
  void allAnswersAreListedAndRight() {
    for (int index = 0; index < 200; index++) {
      CountdownProblem problem = CountdownProblems.any(Cases.random("answers", index), 4);
      CountdownQuestion question = new CountdownQuestion(problem);
      Set<List<String>> solutions = new HashSet<>(StringCountdown.solutions(problem));
      for (TraceStyle style : List.of(TraceStyle.DIRECT, TraceStyle.TERSE)) {
        List<String> answers = question.answers(style);
        assertThat(answers).doesNotHaveDuplicates().hasSameSizeAs(solutions);
        for (String text : answers) {
          assertThat(text).startsWith(question.prompt(style));
          assertThat(question.verify(text).correct()).isTrue();
          assertThat(question.verify(text).solutionEnd()).isEqualTo(text.length());
          assertThat(question.written(text).nodes()).isEqualTo(problem.numbers().size() - 1);
          assertTokensAreTheFirstOf(text, text + (style == TraceStyle.TERSE ? "" : "\n"));
        }
      }
      if (!solutions.isEmpty()) {
        assertThat(StringCountdown.direct(problem))
            .startsWith(question.answers(TraceStyle.DIRECT).get(0));
      }
    }
  }

  private static void assertTokensAreTheFirstOf(String text, String whole) {
    int[] tokens = CountdownTokenizer.INSTANCE.encode(text);
    assertThat(CountdownTokenizer.INSTANCE.encode(whole)).startsWith(tokens);
  }

  @Test
  void randomPlayMakesLegalMovesAndDependsOnNothingButTheStream() {
    for (int index = 0; index < 50; index++) {
      Trace trace = QUESTION.randomPlay(RandomStream.of(42, "play", index));
      assertThat(trace).isEqualTo(QUESTION.randomPlay(RandomStream.of(42, "play", index)));
      assertThat(trace.text()).startsWith(QUESTION.prompt(TraceStyle.BACKTRACKING));
      assertThat(QUESTION.judge(trace.text()).stream().map(JudgedLine::judgment))
          .doesNotContain(JudgedLine.Judgment.WRONG);
      assertThat(QUESTION.verify(trace.text()).correct()).isEqualTo(trace.solved());
    }
  }
}
