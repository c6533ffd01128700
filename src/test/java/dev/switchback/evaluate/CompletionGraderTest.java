package dev.switchback.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.token.CountdownTokenizer;
import dev.switchback.family.countdown.trace.CountdownQuestion;
import dev.switchback.family.countdown.trace.CountdownStyle;
import dev.switchback.family.countdown.trace.CountdownTraces;
import dev.switchback.metric.estimate.Outcome;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Question;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionGraderTest {
  private static final CountdownProblem PROBLEM = new CountdownProblem(List.of(86, 24, 38), 72);
  private static final Question QUESTION = new CountdownQuestion(PROBLEM);
  private static final Tokenizer TOKENIZER = CountdownTokenizer.INSTANCE;
  private static final CompletionGrader COMPLETIONS =
      new CompletionGrader(TOKENIZER, TraceStyle.BACKTRACKING);

  @ParameterizedTest
  @EnumSource
  void aTraceIsSolvedAtTheTokenBeforeItsEnd(CountdownStyle style) {
    Trace trace = CountdownTraces.write(PROBLEM, style);
    TraceStyle grammar = style.isTerse() ? TraceStyle.TERSE : TraceStyle.BACKTRACKING;
    Outcome outcome = new CompletionGrader(TOKENIZER, grammar).outcome(QUESTION, trace);
    int generated =
        TOKENIZER.encode(trace.text()).length
            - TOKENIZER.encode(QUESTION.prompt(grammar)).length
            + 1;
    assertThat(outcome.tokens()).isEqualTo(generated);
    assertThat(outcome.tokensToSolution())
        .isEqualTo(trace.solved() ? OptionalInt.of(generated - 1) : OptionalInt.empty());
    assertThat(outcome.mistakes()).isEqualTo(trace.mistakes());
    assertThat(outcome.stopped()).isTrue();
    assertThat(outcome.error().isEmpty()).isEqualTo(trace.solved());
    assertThat(outcome.lines().right()).isEqualTo(outcome.lines().judged()).isGreaterThan(0);
  }

  @Test
  void linesAreHeldAgainstTheSearchThatTheTextKeepsTo() {
    Trace trace = CountdownTraces.write(PROBLEM, CountdownStyle.DFS_SUM);
    assertThat(lines(trace, "dfs-mult", "dfs-sum").firstWrong()).isEmpty();
    Outcome.Lines lines = lines(trace, "dfs-mult");
    assertThat(lines.firstWrong()).hasValue(1);
    assertThat(lines.firstWrongKind()).isPresent();
    assertThat(lines.right()).isLessThan(lines.judged());
  }

  private static Outcome.Lines lines(Trace trace, String... searches) {
    return new CompletionGrader(TOKENIZER, TraceStyle.BACKTRACKING, List.of(searches))
        .outcome(QUESTION, trace)
        .lines();
  }

  @Test
  void whatFollowsTheClaimDoesNotDelayTheSolution() {
    int[] written = written(CountdownStyle.DIRECT);
    int[] more = TOKENIZER.encode("Exploring Operation: 1+1=2, Resulting Numbers: [2]\n");
    int[] tokens = IntStream.concat(Arrays.stream(written), Arrays.stream(more)).toArray();
    Outcome outcome =
        COMPLETIONS.outcome(QUESTION, text(tokens), tokens, false, OptionalDouble.of(-3));
    assertThat(outcome.tokens()).isEqualTo(tokens.length);
    assertThat(outcome.tokensToSolution()).hasValue(written.length);
    assertThat(outcome.stopped()).isFalse();
  }

  @Test
  void tokensThatTheTextDoesNotShowCostToo() {
    int[] written = written(CountdownStyle.DIRECT);
    int[] tokens =
        IntStream.concat(
                IntStream.of(TOKENIZER.pad(), TOKENIZER.start(), TOKENIZER.pad()),
                Arrays.stream(written))
            .toArray();
    Outcome outcome =
        COMPLETIONS.outcome(QUESTION, text(tokens), tokens, false, OptionalDouble.of(-3));
    assertThat(outcome.correct()).isTrue();
    assertThat(outcome.tokensToSolution()).hasValue(written.length + 3);
  }

  @Test
  void aWrongAnswerHasNoSolutionAndAnError() {
    int[] tokens = TOKENIZER.encode("Exploring Operation: 86+24=111, Resulting Numbers: [38, 111]");
    Outcome outcome =
        COMPLETIONS.outcome(QUESTION, text(tokens), tokens, true, OptionalDouble.of(-3));
    assertThat(outcome.correct()).isFalse();
    assertThat(outcome.tokensToSolution()).isEmpty();
    assertThat(outcome.error()).hasValue("no-claim");
    assertThat(
            COMPLETIONS
                .outcome(QUESTION, text(tokens), tokens, false, OptionalDouble.of(-3))
                .error())
        .hasValue("ran-out");
    assertThat(outcome.answer()).isEmpty();
    assertThat(outcome.firstMove()).hasValue("(24+86=111)");
    assertThat(outcome.nodes()).isEqualTo(1);
    assertThat(outcome.logProbability()).hasValue(-3);
  }

  private static int[] written(CountdownStyle style) {
    int[] all = TOKENIZER.encode(CountdownTraces.write(PROBLEM, style).text());
    return Arrays.copyOfRange(all, prompt().length, all.length);
  }

  private static String text(int[] completion) {
    return TOKENIZER.decode(
        IntStream.concat(Arrays.stream(prompt()), Arrays.stream(completion)).toArray());
  }

  private static int[] prompt() {
    return TOKENIZER.encode(CountdownTraces.prompt(PROBLEM));
  }
}
