package dev.switchback.family.countdown.puzzle;

import dev.switchback.puzzle.Split;
import java.util.BitSet;

/**
 * Which split a CountDown problem belongs to, as a pure function of (settings, seed): the
 * unseen-target split has targets of its own, and a hash of the canonical problem decides whether
 * another is for validation or for training. Not safe for use by several threads.
 */
public final class CountdownSplits {
  private final CountdownTargets targets;
  private final ValidationShare validation;
  private final BitSet unseen = new BitSet();

  public CountdownSplits(CountdownSettings settings, double validationShare, long seed) {
    this.targets = CountdownTargets.of(settings, seed);
    this.validation = new ValidationShare(validationShare, seed, settings.numbers());
    targets.unseen().forEach(unseen::set);
  }

  /** The target values and who has which. */
  public CountdownTargets targets() {
    return targets;
  }

  /**
   * The split of a problem.
   *
   * @param numbers as many as the settings say
   * @param target 0 or more; one that is not kept for the unseen-target split is a seen one
   */
  public Split of(int[] numbers, int target) {
    if (unseen.get(target)) {
      return Split.UNSEEN_TARGET;
    }
    return validation.has(numbers, target) ? Split.VALIDATION : Split.TRAIN;
  }
}
