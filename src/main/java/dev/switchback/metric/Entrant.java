package dev.switchback.metric;

import java.io.Serializable;
import java.util.List;

/**
 * A player and how much there is of it.
 *
 * @param samplesPerProblem the least number of completions of a problem
 * @param errors classes of errors that its completions have, in order
 * @param promptTokens the largest number of tokens that it reads before a completion
 */
public record Entrant(Player player, int samplesPerProblem, List<String> errors, int promptTokens)
    implements Serializable {
  /** Copies the errors. */
  public Entrant {
    errors = List.copyOf(errors);
  }

  /** Whether its completions of a problem differ. */
  boolean draws() {
    return player.drawing() == Player.Drawing.SAMPLED && samplesPerProblem > 1;
  }

  boolean isModel() {
    return player.price(CostAxis.FLOPS).isPresent();
  }
}
