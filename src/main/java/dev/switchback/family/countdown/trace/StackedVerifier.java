package dev.switchback.family.countdown.trace;

import dev.switchback.family.countdown.puzzle.StackedProblem;
import dev.switchback.trace.Verdict;
import java.util.Optional;

/**
 * Judges texts as solutions of stacked CountDown problems. The first line after the prompt that
 * calls two numbers equal and no more closes the first half, the first claim of the goal after it
 * the second; each half is judged as {@link CountdownVerifier} judges a text.
 */
public final class StackedVerifier {
  private StackedVerifier() {}

  /**
   * The verdict on a text; any text at all gets one.
   *
   * @param problem what the text should solve; its first line has to state the same problem, up to
   *     the order of the numbers within each half
   */
  public static Verdict verify(StackedProblem problem, String text) {
    return CountdownVerifier.inAnyWhiteSpace(text, laidOut -> verifyLines(problem, laidOut));
  }

  private static Verdict verifyLines(StackedProblem problem, String text) {
    Optional<StackedProblem> stated = problemOf(text);
    if (stated.isPresent() && !stated.get().canonicalKey().equals(problem.canonicalKey())) {
      return verdict(Optional.of(Fault.OTHER_PROBLEM), false, text);
    }
    return stated
        .map(own -> judged(own, text))
        .orElseGet(() -> verdict(Optional.of(Fault.MALFORMED), false, text));
  }

  /** The problem that the text's first line states, empty if it states none. */
  public static Optional<StackedProblem> problemOf(String text) {
    return LineParser.state(text, 0)
        .filter(state -> state.operations().isEmpty())
        .flatMap(state -> StackedProblem.find(state.numbers(), state.target()));
  }

  /** The formulas of both halves that a text claims, empty if one cannot be read. */
  static Optional<String> answer(String text) {
    Halves halves = Halves.of(text);
    return Calculation.of(halves.first)
        .flatMap(first -> Calculation.of(halves.second).map(second -> first + ", " + second));
  }

  /** What a text says about each half. */
  private record Halves(Answer first, Answer second) {
    static Halves of(String text) {
      int prompt = text.indexOf('\n') + 1;
      int claim = text.indexOf(Grammar.EQUAL);
      String judged = claim < 0 ? text : text.substring(0, claim + Grammar.EQUAL.length());
      Answer first = Answer.of(judged, prompt, Grammar.MADE + "\n");
      return new Halves(
          first, Answer.of(judged, Math.max(prompt, first.claimEnd()), Grammar.EQUAL));
    }
  }

  private static Verdict judged(StackedProblem problem, String text) {
    Halves halves = Halves.of(text);
    Optional<Fault> fault =
        StrictRule.fault(problem.first(), halves.first)
            .or(() -> StrictRule.fault(problem.second(), halves.second));
    boolean paper =
        PaperRule.solves(problem.first(), halves.first)
            && PaperRule.solves(problem.second(), halves.second)
            && PaperRule.exploresFew(text);
    return verdict(fault, paper, text);
  }

  private static Verdict verdict(Optional<Fault> fault, boolean paper, String text) {
    int claim = text.indexOf(Grammar.EQUAL);
    int end = claim < 0 ? -1 : claim + Grammar.EQUAL.length();
    int mistakes = Answer.occurrences(text, Grammar.NOT_MADE, claim < 0 ? text.length() : claim);
    return new Verdict(fault.isEmpty(), paper, mistakes, fault.map(Fault::key), end);
  }
}
