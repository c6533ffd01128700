package dev.switchback.grpo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is wrong with a training by rewards, in words, from the curves of its steps so far. */
public final class Alarms {
  /** Steps in a row without any signal that are too many. */
  static final int SILENT_STEPS = 5;

  private static final double MOST_CUT = 0.95;
  private static final double LEAST_ENTROPY = 0.1;
  private static final double KL_JUMP = 0.02;
  private static final double PAPER_LEAD = 0.1;

  private Alarms() {}

  /**
   * Those that the newest step gives cause for, and the step before did not.
   *
   * @param steps all so far, one or more
   */
  public static List<String> raised(List<StepReport> steps) {
    List<String> now = of(steps);
    List<String> before =
        steps.size() > 1 ? of(steps.subList(0, steps.size() - 1)) : List.<String>of();
    return now.stream().filter(alarm -> !before.contains(alarm)).toList();
  }

  /** Those that hold at the last of some steps. */
  static List<String> of(List<StepReport> steps) {
    List<String> alarms = new ArrayList<>();
    StepReport last = steps.get(steps.size() - 1);
    if (steps.size() >= SILENT_STEPS
        && steps.subList(steps.size() - SILENT_STEPS, steps.size()).stream()
            .allMatch(Alarms::isSilent)) {
      alarms.add(
          "All completions of a problem are rewarded alike, for "
              + SILENT_STEPS
              + " steps: there is nothing to learn from. Look at the share that is cut, raise"
              + " grpo.max-tokens or grpo.samples, or begin with a model that solves some problems"
              + " and not all");
    }
    if (last.lengths().cutShare() > MOST_CUT) {
      alarms.add(
          "Nearly all completions reach the limit of tokens, so that nothing is rewarded: raise"
              + " grpo.max-tokens");
    }
    policy(steps.get(0))
        .filter(first -> policy(last).isPresent())
        .filter(first -> last.policy().entropy() < LEAST_ENTROPY * first.entropy())
        .ifPresent(
            first ->
                alarms.add(
                    "The entropy is below a tenth of what it was at the first step: the model"
                        + " writes the same every time. Lower grpo.learning-rate, or set"
                        + " grpo.loss.entropy-coefficient"));
    if (steps.size() > 1 && klJumped(steps.get(steps.size() - 2), last)) {
      alarms.add(
          "The divergence from the first model has more than doubled in a step: lower"
              + " grpo.learning-rate or grpo.gradient-clip");
    }
    double lead = last.rewards().paper() - last.rewards().strict();
    double leadAtFirst = steps.get(0).rewards().paper() - steps.get(0).rewards().strict();
    if (lead - leadAtFirst > PAPER_LEAD) {
      alarms.add(
          "More and more completions are right by the study's looser rule alone: the model learns"
              + " to pass a rule, not to solve problems. Set grpo.reward = strict");
    }
    return alarms;
  }

  private static boolean isSilent(StepReport step) {
    return step.rewards().allRight() + step.rewards().allWrong() >= 1;
  }

  private static boolean klJumped(StepReport before, StepReport last) {
    Predicate<StepReport.Policy> measured = policy -> policy.kl() != null;
    Optional<StepReport.Policy> former = policy(before).filter(measured);
    Optional<StepReport.Policy> latter = policy(last).filter(measured);
    return former.isPresent()
        && latter.isPresent()
        && latter.get().kl() > 2 * former.get().kl()
        && latter.get().kl() - former.get().kl() > KL_JUMP;
  }

  private static Optional<StepReport.Policy> policy(StepReport step) {
    return Optional.ofNullable(step.policy());
  }
}
