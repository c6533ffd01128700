package dev.switchback.stage;

import dev.switchback.metric.Outcome;
import dev.switchback.puzzle.countdown.CountdownProblem;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Trace;
import dev.switchback.trace.Verdict;
import dev.switchback.trace.countdown.CountdownTraces;
import dev.switchback.trace.countdown.CountdownVerifier;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds out what a completion is worth: its verdict, and what it cost in tokens. */
final class Completions {
  private static final Tokenizer TOKENIZER = Tokenizer.countdown();

  private Completions() {}

  /**
   * What a model's completion is worth.
   *
   * @param text prompt and completion
   * @param tokens of the completion, END included where it was reached
   * @param stopped whether it was reached
   */
  static Outcome outcome(CountdownProblem problem, String text, int[] tokens, boolean stopped) {
    Verdict verdict = CountdownVerifier.verify(problem, text);
    return new Outcome(
        tokens.length,
        verdict.correct()
            ? OptionalInt.of(tokensToSolution(problem, text, tokens, verdict.solutionEnd()))
            : OptionalInt.empty(),
        verdict.correctPaper(),
        verdict.mistakes(),
        stopped,
        verdict.error());
  }

  /** What a written trace would be worth as the completion of a model that wrote the same. */
  static Outcome outcome(CountdownProblem problem, Trace trace) {
    int[] all = TOKENIZER.encode(trace.text());
    int[] written = Arrays.copyOfRange(all, promptTokens(problem), all.length);
    int[] ended = IntStream.concat(Arrays.stream(written), IntStream.of(TOKENIZER.end())).toArray();
    return outcome(problem, trace.text(), ended, true);
  }

  /**
   * Generated tokens up to and including the first claim of the goal. The text shows each token but
   * START and PAD, which a model may generate and which cost as much as any other.
   */
  private static int tokensToSolution(
      CountdownProblem problem, String text, int[] tokens, int solutionEnd) {
    int shown = TOKENIZER.encode(text.substring(0, solutionEnd)).length - promptTokens(problem);
    int generated = 0;
    for (int seen = 0; seen < shown; generated++) {
      int token = tokens[generated];
      seen += token == TOKENIZER.start() || token == TOKENIZER.pad() ? 0 : 1;
    }
    return generated;
  }

  private static int promptTokens(CountdownProblem problem) {
    return TOKENIZER.encode(CountdownTraces.prompt(problem)).length;
  }
}
