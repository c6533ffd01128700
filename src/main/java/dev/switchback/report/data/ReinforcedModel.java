package dev.switchback.report.data;

import dev.switchback.grpo.StepReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model that was trained by rewards, beside the model that it goes on from.
 *
 * @param base name of the model before
 * @param model name of the model after
 * @param steps what the training by rewards saw, at least one
 * @param baseFlops floating-point operations of the training of the base; empty if they were not
 *     counted
 * @param successes at the problems that both were asked
 * @param chances of success in one try; empty if they were not computed
 */
public record ReinforcedModel(
    String base,
    String model,
    List<StepReport> steps,
    OptionalDouble baseFlops,
    JointSuccesses successes,
    Optional<ExactChances> chances) {
  /** Copies the steps. */
  public ReinforcedModel {
    steps = List.copyOf(steps);
  }

  /** The last step, which knows what all of them took. */
  public StepReport lastStep() {
    return steps.get(steps.size() - 1);
  }
}
