package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnyWhiteSpaceTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);

  @ParameterizedTest
  @EnumSource(CountdownStyle.class)
  void blanksBetweenAllTokensChangeNoVerdict(CountdownStyle style) {
    String text = new TraceRecorder().write(PROBLEM, style).text();
    Verdict verdict = CountdownVerifier.verify(PROBLEM, text);

    for (String blank : List.of(" ", "\n", "\t \r\n", "\u00a0")) {
      String spaced = spaced(text, blank);
      Verdict other = CountdownVerifier.verify(PROBLEM, spaced);

      assertThat(other.correct()).isEqualTo(verdict.correct());
      assertThat(other.error()).isEqualTo(verdict.error());
      assertThat(other.mistakes()).isEqualTo(verdict.mistakes());
      assertThat(CountdownVerifier.verify(spaced).correct()).isEqualTo(verdict.correct());
      if (verdict.solutionEnd() >= 0) {
        assertThat(spaced.substring(0, other.solutionEnd()).replace(blank, ""))
            .isEqualTo(text.substring(0, verdict.solutionEnd()).replaceAll("\\s", ""));
      }
    }
  }

  @Test
  void specialTokensThatWereLeftInAreNoneOfTheText() {
    String text = new TraceRecorder().write(PROBLEM, CountdownStyle.DIRECT).text();

    assertThat(CountdownVerifier.verify("START " + spaced(text, " ") + " END PAD PAD").correct())
        .isTrue();
    assertThat(CountdownVerifier.verify("PAD START " + text + "END and more").correct()).isTrue();
  }

  @Test
  void theRulesStayStrict() {
    String text = spaced(new TraceRecorder().write(PROBLEM, CountdownStyle.DIRECT).text(), " ");

    assertThat(CountdownVerifier.verify(text).correct()).isTrue();
    for (String wrong :
        List.of(
            text.replaceFirst("3 8", "3 9"),
            text.replace("= 7 2", "= 0 7 2"),
            text.replace("Exploring", "exploring"),
            text.replace("Exploring", "Explo ring"),
            text.replace(", ", ""),
            text.replace("-", "\u2212"),
            text.replace("equal : ", ""),
            text.replace("Goal", "Goal 7"))) {
      assertThat(CountdownVerifier.verify(wrong).correct()).as(wrong).isFalse();
    }
  }

  /** As tokens are decoded that nobody lays out. */
  private static String spaced(String text, String blank) {
    return text.replaceAll("\\s", " ")
        .replaceAll("([^a-zA-Z ])", " $1 ")
        .strip()
        .replaceAll(" +", blank);
  }
}
