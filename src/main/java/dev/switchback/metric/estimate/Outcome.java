package dev.switchback.metric.estimate;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What became of one completion.
 *
 * @param promptTokens tokens that were read before it, START included
 * @param tokens how many were generated, END included where it was reached
 * @param tokensToSolution how many of them up to and including the solution; empty if the
 *     completion is not correct
 * @param correctPaper the paper's looser rule
 * @param mistakes dead ends before the first claim of the goal
 * @param stopped whether the completion ended by itself; if not, it was cut
 * @param error why the strict rule refuses it
 * @param nodes steps that it explores
 * @param firstMove the first of them
 * @param answer the solution that it claims
 * @param logProbability of the completion under the model that drew it, in nats; players that are
 *     no models have none
 * @param lines how many of its lines are right
 */
public record Outcome(
    int promptTokens,
    int tokens,
    OptionalInt tokensToSolution,
    boolean correctPaper,
    int mistakes,
    boolean stopped,
    Optional<String> error,
    int nodes,
    Optional<String> firstMove,
    Optional<String> answer,
    OptionalDouble logProbability,
    Lines lines) {
  /** An outcome whose lines were not judged. */
  public Outcome(
      int promptTokens,
      int tokens,
      OptionalInt tokensToSolution,
      boolean correctPaper,
      int mistakes,
      boolean stopped,
      Optional<String> error,
      int nodes,
      Optional<String> firstMove,
      Optional<String> answer,
      OptionalDouble logProbability) {
    this(
        promptTokens,
        tokens,
        tokensToSolution,
        correctPaper,
        mistakes,
        stopped,
        error,
        nodes,
        firstMove,
        answer,
        logProbability,
        Lines.NONE);
  }

  /**
   * The lines of a completion, each held against the search that it writes.
   *
   * @param judged how many
   * @param right how many of them are what the search writes there
   * @param firstWrong the number of the first that is not, from 1
   * @param firstWrongKind what is wrong with it
   */
  public record Lines(
      int judged, int right, OptionalInt firstWrong, Optional<String> firstWrongKind) {
    /** Where no line is judged. */
    public static final Lines NONE = new Lines(0, 0, OptionalInt.empty(), Optional.empty());
  }

  /** Whether the completion is correct by the strict rule. */
  public boolean correct() {
    return tokensToSolution.isPresent();
  }
}
