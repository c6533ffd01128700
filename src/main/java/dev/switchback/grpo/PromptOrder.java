package dev.switchback.grpo;

import dev.switchback.random.RandomStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which problems each step asks: a function of the seed and the step alone. Epoch after epoch goes
 * through all problems in another order; what is left of an epoch that makes no whole step is left
 * out, so that no problem is in a step twice.
 */
public final class PromptOrder {
  private final int problems;
  private final int ofStep;
  private final long seed;
  private long orderedEpoch = -1;
  private int[] order = {};

  /**
   * @param problems that are learned from
   * @param ofStep how many of them a step asks, 1 to all
   */
  public PromptOrder(int problems, int ofStep, long seed) {
    if (ofStep < 1 || ofStep > problems) {
      throw new IllegalArgumentException(
          "Cannot ask " + ofStep + " problems in a step, expected 1 to " + problems);
    }
    this.problems = problems;
    this.ofStep = ofStep;
    this.seed = seed;
  }

  /** The places of a step's problems; steps count from 0. */
  public int[] of(long step) {
    int stepsOfEpoch = problems / ofStep;
    long epoch = step / stepsOfEpoch;
    if (epoch != orderedEpoch) {
      order = shuffled(RandomStream.of(seed, "grpo-prompts", epoch));
      orderedEpoch = epoch;
    }
    int first = (int) (step % stepsOfEpoch) * ofStep;
    return Arrays.copyOfRange(order, first, first + ofStep);
  }

  /**
   * The places of further problems for a step, all others in an order of their own.
   *
   * @param draw how often problems were drawn for the step before, 1 or more
   * @param asked the places of those
   */
  public int[] more(long step, int draw, int[] asked) {
    Set<Integer> before = Arrays.stream(asked).boxed().collect(Collectors.toSet());
    return Arrays.stream(shuffled(RandomStream.of(seed, "grpo-more-prompts", step, draw)))
        .filter(place -> !before.contains(place))
        .limit(ofStep)
        .toArray();
  }

  private int[] shuffled(RandomStream stream) {
    int[] places = IntStream.range(0, problems).toArray();
    stream.shuffle(places);
    return places;
  }
}
