package dev.switchback.ml;

import dev.switchback.train.RoundReport;
import java.io.Serializable;
import java.util.List;

/**
 * How a fit went.
 *
 * @param rounds what each round of the training saw, also before an interruption
 */
public record CausalLmSummary(List<RoundReport> rounds) implements Serializable {
  /** Copies the list. */
  public CausalLmSummary {
    rounds = List.copyOf(rounds);
  }

  /** Optimizer steps that each worker took. */
  public long totalIterations() {
    return rounds.isEmpty() ? 0 : rounds.get(rounds.size() - 1).step();
  }

  /** The mean loss of each round's tokens, in nats. */
  public double[] objectiveHistory() {
    return rounds.stream().mapToDouble(RoundReport::loss).toArray();
  }

  /** The loss on validation rows after each round in which it was measured, in nats. */
  public double[] validationHistory() {
    return rounds.stream()
        .flatMapToDouble(round -> round.measuredValidationLoss().stream())
        .toArray();
  }
}
