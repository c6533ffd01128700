package dev.switchback.family.countdown.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.Cases;
import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.random.RandomStream;
import dev.switchback.trace.Question.JudgedLine;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackedTraceRecorderTest {
  private static final StackedTraceRecorder RECORDER = new StackedTraceRecorder();

  static Stream<Integer> cases() {
    return Cases.count(200);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void searchesEqualTwoPlainOnesInARow(int number) {
    StackedProblem problem = any(Cases.random("stacked", number));
    Trace trace = RECORDER.write(problem, StackedStyle.DFS);
    assertThat(trace.text()).isEqualTo(depthFirst(problem));
    assertThat(trace.solved()).isEqualTo(trace.text().endsWith(" equal: Goal Reached\n"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void directTracesEqualTwoPlainOnesInARow(int number) {
    StackedProblem problem = any(Cases.random("stacked", number));
    if (StringCountdown.solutions(problem.first()).isEmpty()
        || StringCountdown.solutions(problem.second()).isEmpty()) {
      assertThatThrownBy(() -> RECORDER.write(problem, StackedStyle.DIRECT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot make");
    } else {
      assertThat(RECORDER.write(problem, StackedStyle.DIRECT))
          .isEqualTo(
              new Trace(
                  StackedTraceRecorder.prompt(problem)
                      + StringCountdown.direct(problem.first()).replace(": Goal Reached", "")
                      + StringCountdown.direct(problem.second()),
                  true,
                  0,
                  problem.numbers().size() - 2));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("cases")
  void theVerifierAndTheLineJudgeAgreeWithWhatATraceSaysOfItself(int number) {
    RandomStream random = Cases.random("stacked", number);
    StackedProblem problem = any(random);
    List<Trace> traces = new ArrayList<>();
    traces.add(RECORDER.write(problem, StackedStyle.DFS));
    traces.add(new StackedQuestion(problem).randomPlay(random));
    for (Trace trace : traces) {
      Verdict verdict = StackedVerifier.verify(problem, trace.text());
      assertThat(verdict.correct()).as(trace.text()).isEqualTo(trace.solved());
      assertThat(verdict.mistakes()).isEqualTo(trace.mistakes());
      assertThat(trace.text().split("Exploring Operation", -1)).hasSize(trace.nodes() + 1);
      assertThat(LineJudge.judge(problem, trace.text()))
          .noneMatch(line -> line.judgment() == JudgedLine.Judgment.WRONG)
          .noneMatch(line -> line.judgment() == JudgedLine.Judgment.FALSE_GOAL);
      int[] tokens = CountdownTokenizer.INSTANCE.encode(trace.text());
      assertThat(tokens).doesNotContain(CountdownTokenizer.INSTANCE.unknown());
      assertThat(CountdownTokenizer.INSTANCE.decode(tokens)).isEqualTo(trace.text());
    }
  }

  /** Six or eight numbers that often have solutions. */
  private static StackedProblem any(RandomStream random) {
    List<Integer> numbers = new ArrayList<>();
    int half = 3 + random.nextInt(2);
    for (int i = 0; i < 2 * half; i++) {
      numbers.add(random.nextInt(i == half ? 25 : 12));
    }
    return new StackedProblem(numbers, random.nextInt(30));
  }

  private static String depthFirst(StackedProblem problem) {
    String first =
        StringCountdown.depthFirst(problem.first(), false)
            .replace(" unequal: No Solution", " unequal")
            .replace(" equal: Goal Reached", " equal");
    String second = StringCountdown.depthFirst(problem.second(), true).replace("#0", "#1");
    boolean made = first.endsWith(" equal\n");
    if (!made) {
      second = second.replace(": No Solution", "").replace(": Goal Reached", "");
    }
    String all = StackedTraceRecorder.prompt(problem) + first + "Moving to Node #1\n" + second;
    return all.endsWith("Goal Reached\n") ? all : all + "No solution found.\n";
  }
}
