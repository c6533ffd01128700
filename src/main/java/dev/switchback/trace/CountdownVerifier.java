package dev.switchback.trace;

import dev.switchback.puzzle.countdown.CountdownProblem;
import java.util.Optional;

/** Judges texts as solutions of CountDown problems. */
public final class CountdownVerifier {
  private CountdownVerifier() {}

  /** The verdict on a text; any text at all gets one. */
  public static Verdict verify(CountdownProblem problem, String text) {
    throw new UnsupportedOperationException(problem + ": " + text);
  }

  /** The problem that the text's first line states, empty if it states none. */
  public static Optional<CountdownProblem> problemOf(String text) {
    throw new UnsupportedOperationException(text);
  }
}
