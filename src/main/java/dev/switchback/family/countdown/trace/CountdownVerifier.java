package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.CountdownProblem;
import dev.switchback.family.countdown.puzzle.Operation;
import dev.switchback.family.countdown.token.CountdownText;
import dev.switchback.trace.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges texts as solutions of CountDown problems. A text is judged up to its first claim that the
 * goal is reached; the claimed solution is what the last state line before it lists as operations,
 * and the last operation explored before it. In a terse text, which is told by its beginning, it is
 * what was explored last and the nodes that are open there. White space is read as tokens are,
 * which hold none: a text that has other than the grammar's is judged as if it had that.
 */
public final class CountdownVerifier {
  /** Characters of a text that is laid out; a trace has some thousands. */
  private static final int LONGEST_LAID_OUT = 1 << 20;

  private CountdownVerifier() {}

  /**
   * The verdict on a text; any text at all gets one.
   *
   * @param problem what the text should solve; its first line has to state the same numbers, in any
   *     order, and the same target
   */
  public static Verdict verify(CountdownProblem problem, String text) {
    return inAnyWhiteSpace(text, laidOut -> verifyLines(problem, laidOut));
  }

  /**
   * The verdict on a text, whatever its white space.
   *
   * @param lines judges texts in the white space of the grammar
   */
  static Verdict inAnyWhiteSpace(String text, Function<String, Verdict> lines) {
    Verdict asGiven = lines.apply(text);
    if (asGiven.correct() || text.length() > LONGEST_LAID_OUT) {
      return asGiven;
    }
    CountdownText laidOut = CountdownText.of(text);
    if (laidOut.text().equals(text)) {
      return asGiven;
    }
    Verdict verdict = lines.apply(laidOut.text());
    int end = verdict.solutionEnd();
    return new Verdict(
        verdict.correct(),
        verdict.correctPaper(),
        verdict.mistakes(),
        verdict.error(),
        end < 0 ? end : laidOut.given(end));
  }

  private static Verdict verifyLines(CountdownProblem problem, String text) {
    Optional<CountdownProblem> stated = problemOf(text);
    if (stated.isPresent() && !stated.get().canonicalKey().equals(problem.canonicalKey())) {
      return refused(Fault.OTHER_PROBLEM, text);
    }
    return verifyLines(text);
  }

  /** The verdict on a text as a solution of the problem that its own first line states. */
  public static Verdict verify(String text) {
    return inAnyWhiteSpace(text, CountdownVerifier::verifyLines);
  }

  private static Verdict verifyLines(String text) {
    return problemOf(text)
        .map(problem -> judged(problem, text))
        .orElseGet(() -> refused(Fault.MALFORMED, text));
  }

  /** The problem that the text's first line states, empty if it states none. */
  public static Optional<CountdownProblem> problemOf(String text) {
    return TerseText.isOf(text)
        ? TerseText.of(text).problem()
        : LineParser.state(text, 0).flatMap(LineParser.State::problem);
  }

  /**
   * Why bare steps do not solve a problem by the strict rule, empty if they do.
   *
   * @param steps each such as {@code 3*8=24}, in the order in which they are carried out
   */
  public static Optional<Fault> fault(CountdownProblem problem, List<String> steps) {
    List<Operation> operations = new ArrayList<>();
    for (String step : steps) {
      LineParser.operation(step).ifPresent(operations::add);
    }
    if (operations.isEmpty() || operations.size() < steps.size()) {
      return Optional.of(Fault.MALFORMED);
    }
    long target = problem.target();
    return StrictRule.fault(problem, operations, List.of(target, target));
  }

  private static Verdict judged(CountdownProblem problem, String text) {
    Answer answer = Answer.of(text);
    Optional<Fault> fault = StrictRule.fault(problem, answer);
    return new Verdict(
        fault.isEmpty(),
        PaperRule.accepts(problem, text, answer),
        answer.mistakes(),
        fault.map(Fault::key),
        answer.claimEnd());
  }

  private static Verdict refused(Fault fault, String text) {
    Answer answer = Answer.of(text);
    return new Verdict(
        false, false, answer.mistakes(), Optional.of(fault.key()), answer.claimEnd());
  }
}
