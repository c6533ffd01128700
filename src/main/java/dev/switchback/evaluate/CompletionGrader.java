package dev.switchback.evaluate;

import dev.switchback.metric.estimate.Outcome;
import dev.switchback.metric.estimate.Outcome.Lines;
import dev.switchback.token.Tokenizer;
import dev.switchback.trace.Faithfulness;
import dev.switchback.trace.Question;
import dev.switchback.trace.Question.TraceStats;
import dev.switchback.trace.Trace;
import dev.switchback.trace.TraceStyle;
import dev.switchback.trace.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds out what a completion is worth: its verdict, and what it cost in tokens. */
public final class CompletionGrader {
  /** The error of a completion that was cut before it claimed a solution. */
  static final String RAN_OUT = "ran-out";

  private final Tokenizer tokenizer;
  private final TraceStyle style;
  private final List<String> searches;

  /**
   * For texts of no search that is known.
   *
   * @param style of the texts, whose prompts they begin with
   */
  public CompletionGrader(Tokenizer tokenizer, TraceStyle style) {
    this(tokenizer, style, List.of());
  }

  /**
   * @param style of the texts, whose prompts they begin with
   * @param searches that they may be, by name; their lines are held against the one they keep to
   */
  public CompletionGrader(Tokenizer tokenizer, TraceStyle style, Collection<String> searches) {
    this.tokenizer = tokenizer;
    this.style = style;
    this.searches = List.copyOf(searches);
  }

  /**
   * What a model's completion is worth.
   *
   * @param text prompt and completion
   * @param tokens of the completion, END included where it was reached
   * @param stopped whether it was reached
   * @param logProbability of the completion, empty if no model drew it
   */
  Outcome outcome(
      Question question,
      String text,
      int[] tokens,
      boolean stopped,
      OptionalDouble logProbability) {
    Verdict verdict = question.verify(text);
    TraceStats written = question.written(text);
    return new Outcome(
        promptTokens(question) + 1,
        tokens.length,
        verdict.correct()
            ? OptionalInt.of(tokensToSolution(question, text, tokens, verdict.solutionEnd()))
            : OptionalInt.empty(),
        verdict.correctPaper(),
        verdict.mistakes(),
        stopped,
        error(verdict, stopped),
        written.nodes(),
        written.firstMove(),
        written.answer(),
        logProbability,
        lines(Faithfulness.of(question, text, searches)));
  }

  private static Lines lines(Faithfulness read) {
    return new Lines(read.lines(), read.rightLines(), read.firstWrongLine(), read.firstWrongKind());
  }

  /** What is wrong; a completion that was cut before it claimed anything ran out of tokens. */
  private static Optional<String> error(Verdict verdict, boolean stopped) {
    boolean ranOut = !stopped && verdict.solutionEnd() < 0;
    return verdict.error().map(error -> ranOut ? RAN_OUT : error);
  }

  /** What a written trace would be worth as the completion of a model that wrote the same. */
  public Outcome outcome(Question question, Trace trace) {
    int[] all = tokenizer.encode(trace.text());
    int[] written = Arrays.copyOfRange(all, promptTokens(question), all.length);
    int[] ended = IntStream.concat(Arrays.stream(written), IntStream.of(tokenizer.end())).toArray();
    return outcome(question, trace.text(), ended, true, OptionalDouble.empty());
  }

  /**
   * Generated tokens up to and including the end of the solution. The text shows each token but
   * START and PAD, which a model may generate and which cost as much as any other.
   */
  private int tokensToSolution(Question question, String text, int[] tokens, int solutionEnd) {
    int shown = tokenizer.encode(text.substring(0, solutionEnd)).length - promptTokens(question);
    int generated = 0;
    for (int seen = 0; seen < shown; generated++) {
      int token = tokens[generated];
      seen += token == tokenizer.start() || token == tokenizer.pad() ? 0 : 1;
    }
    return generated;
  }

  /** Tokens of the prompt, START left out. */
  private int promptTokens(Question question) {
    return tokenizer.encode(question.prompt(style)).length;
  }
}
