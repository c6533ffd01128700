package dev.switchback.metric;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one completion turned out to be.
 *
 * @param tokens generated, the end of sequence included
 * @param tokensToSolution generated up to and including the first claim of the goal; present if and
 *     only if the completion is correct by the strict rule
 * @param correctPaper whether it is correct by the paper's looser rule
 * @param mistakes leaves found unequal to the target before the first claim of the goal
 * @param stopped whether it ended by itself, not at the limit of tokens
 * @param error class of the first error, empty for a correct completion
 */
public record Outcome(
    int tokens,
    OptionalInt tokensToSolution,
    boolean correctPaper,
    int mistakes,
    boolean stopped,
    Optional<String> error) {
  /** Whether the completion is correct by the strict rule. */
  public boolean correct() {
    return tokensToSolution.isPresent();
  }
}
